package dev.freshet.features.expression.closure;

/**
 * A compiled expression: reads a frame, gives a value. Immutable and thread-safe.
 *
 * <p>A node that fails marks the frame as failed and gives a neutral value of its kind (zero, the
 * empty text), so that what uses the value need not ask: a failed frame stays failed, and only the
 * operators that may forgive a failure look at the mark. No node throws.
 */
public sealed interface Node {

  /** The value as an object; meaningless if the frame has failed. Never {@code null}. */
  Object value(Frame frame);

  /** Gives a {@code bool}. */
  @FunctionalInterface
  non-sealed interface OfBool extends Node {

    boolean test(Frame frame);

    @Override
    default Object value(Frame frame) {
      return test(frame);
    }
  }

  /** Gives an {@code int}. */
  @FunctionalInterface
  non-sealed interface OfInt extends Node {

    long get(Frame frame);

    @Override
    default Object value(Frame frame) {
      return get(frame);
    }
  }

  /** Gives a {@code double}, perhaps NaN or infinite. */
  @FunctionalInterface
  non-sealed interface OfDouble extends Node {

    double get(Frame frame);

    @Override
    default Object value(Frame frame) {
      return get(frame);
    }
  }

  /**
   * Gives what has no primitive: a {@link String}, {@link java.time.Instant}, {@link
   * java.time.Duration}, {@link java.util.List} or {@link java.util.Map}.
   */
  @FunctionalInterface
  non-sealed interface OfObject<T> extends Node {

    T get(Frame frame);

    @Override
    default Object value(Frame frame) {
      return get(frame);
    }
  }
}
