package dev.freshet.infra.console;

/** What every command ends with. */
public final class ExitCode {

  public static final int DONE = 0;

  /** The input is wrong; every problem was listed. */
  public static final int WRONG_INPUT = 1;

  /**
   * The environment is wrong: a server cannot be reached, a program is missing, a port is taken.
   */
  public static final int WRONG_ENVIRONMENT = 2;

  private ExitCode() {}
}
