package dev.freshet.features.expression.closure;

import java.util.Optional;

/** A node whose value is known before any frame is. */
public sealed interface Constant {

  /** The value of the node, if it is a constant. */
  static Optional<Object> of(Node node) {
    return node instanceof Constant constant ? Optional.of(constant.constant()) : Optional.empty();
  }

  /** A node of that value: a {@link Boolean}, {@link Long}, {@link Double} or another object. */
  static Node node(Object value) {
    if (value instanceof Boolean bool) {
      return new OfBool(bool);
    }
    if (value instanceof Long number) {
      return new OfInt(number);
    }
    return value instanceof Double number ? new OfDouble(number) : new OfObject(value);
  }

  Object constant();

  /** {@code true} or {@code false}. */
  record OfBool(boolean known) implements Constant, Node.OfBool {
    @Override
    public boolean test(Frame frame) {
      return known;
    }

    @Override
    public Object constant() {
      return known;
    }
  }

  /** An integer. */
  record OfInt(long known) implements Constant, Node.OfInt {
    @Override
    public long get(Frame frame) {
      return known;
    }

    @Override
    public Object constant() {
      return known;
    }
  }

  /** A floating-point number. */
  record OfDouble(double known) implements Constant, Node.OfDouble {
    @Override
    public double get(Frame frame) {
      return known;
    }

    @Override
    public Object constant() {
      return known;
    }
  }

  /** A text, a time, a list or a map. */
  record OfObject(Object constant) implements Constant, Node.OfObject<Object> {
    @Override
    public Object get(Frame frame) {
      return constant;
    }
  }
}
