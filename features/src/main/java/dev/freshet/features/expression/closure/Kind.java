package dev.freshet.features.expression.closure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the values of a node are, as far as closures must tell them apart. */
public enum Kind {
  BOOL,
  INT,
  DOUBLE,
  STRING,
  TIMESTAMP,
  DURATION,
  LIST,
  MAP;

  /** What a failed node of this kind gives. */
  Object neutral() {
    return switch (this) {
      case BOOL -> false;
      case INT -> 0L;
      case DOUBLE -> 0.0;
      case STRING -> "";
      case TIMESTAMP -> Instant.EPOCH;
      case DURATION -> Duration.ZERO;
      case LIST -> List.of();
      case MAP -> Map.of();
    };
  }

  /** A node over values that come as objects: {@code null} is none, and fails. */
  Node unboxed(Boxed boxed) {
    Object neutral = neutral();
    return switch (this) {
      case BOOL ->
          (Node.OfBool)
              frame -> boxed.get(frame) instanceof Boolean value ? value : frame.fail(false);
      case INT ->
          (Node.OfInt) frame -> boxed.get(frame) instanceof Long value ? value : frame.fail(0L);
      case DOUBLE ->
          (Node.OfDouble)
              frame -> boxed.get(frame) instanceof Double value ? value : frame.fail(0.0);
      default ->
          (Node.OfObject<Object>)
              frame -> {
                Object value = boxed.get(frame);
                return value == null ? frame.fail(neutral) : value;
              };
    };
  }

  /** Gives a value as an object, or {@code null} where there is none. */
  @FunctionalInterface
  interface Boxed {
    Object get(Frame frame);
  }
}
