package dev.freshet.infra.console;

import java.util.List;

/** Something wrong with what was asked for: all problems, one a line. Ends a command with 1. */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InputException(String problem) {
    super(problem);
  }

  public InputException(List<String> problems) {
    super(String.join("\n", problems));
  }

  public InputException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
