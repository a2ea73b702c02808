package dev.freshet.feast;

/** A question that a server did not answer. */
public final class FeastException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How it failed. */
  public enum Reason {
    /** There is no connection. */
    UNREACHABLE,
    /** The answer did not come in time. */
    TOO_SLOW,
    /** The server refused the question, or its answer does not fit it. */
    REFUSED
  }

  private final Reason reason;

  FeastException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
