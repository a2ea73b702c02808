package dev.freshet.infra.console;

/** Something wrong with where a command runs. Ends it with 2. */
public final class EnvironmentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EnvironmentException(String problem) {
    super(problem);
  }

  public EnvironmentException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
