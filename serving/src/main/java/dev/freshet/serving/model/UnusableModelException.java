package dev.freshet.serving.model;

/** A model's file cannot be used; the message says what was found, the rule, and how to mend it. */
public final class UnusableModelException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnusableModelException(String message) {
    super(message);
  }

  public UnusableModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
