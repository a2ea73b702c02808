package dev.freshet.serving.store;

/** The store gave no answer. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How it failed. */
  public enum Reason {
    /** There is no connection, or the store refused the question. */
    UNREACHABLE,
    /** The deadline passed first. */
    TOO_SLOW
  }

  private final Reason reason;

  StoreException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static StoreException unreachable(Throwable cause) {
    String message = cause.getMessage();
    return cause instanceof StoreException known
        ? known
        : new StoreException(
            Reason.UNREACHABLE, message == null ? cause.getClass().getSimpleName() : message);
  }

  static StoreException tooSlow(Deadline deadline) {
    return new StoreException(
        Reason.TOO_SLOW, "no answer within " + deadline.allowed().toMillis() + " ms");
  }

  public Reason reason() {
    return reason;
  }
}
