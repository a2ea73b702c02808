package dev.freshet.pipelines.store.redis;

/** The store cannot be used now; later it may. */
final class Unavailable extends Exception {

  private static final long serialVersionUID = 1L;

  Unavailable(Throwable cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }

  Unavailable(String message) {
    super(message);
  }
}
