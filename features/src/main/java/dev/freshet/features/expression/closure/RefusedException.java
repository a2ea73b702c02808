package dev.freshet.features.expression.closure;

/** A call that could never give a value, such as one with a malformed constant. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
