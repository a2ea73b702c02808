package dev.freshet.pipelines.training;

import java.io.IOException;

/** An event file that stops the run: the file, the row, and why. */
final class UnreadableException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableException(String problem) {
    super(problem);
  }

  UnreadableException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
