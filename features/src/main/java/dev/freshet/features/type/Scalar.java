package dev.freshet.features.type;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The five types that hold one value. */
public enum Scalar implements ValueType {
  STRING(String.class),
  INT64(Long.class),
  DOUBLE(Double.class),
  BOOL(Boolean.class),
  TIMESTAMP(Instant.class);

  private final Class<?> carrier;

  Scalar(Class<?> carrier) {
    this.carrier = carrier;
  }

  /** Whether arithmetic is defined on it: {@code int64} or {@code double}. */
  public boolean isNumber() {
    return this == INT64 || this == DOUBLE;
  }

  @Override
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean admits(Object value) {
    return carrier.isInstance(value)
        && !(value instanceof Double number && !Double.isFinite(number));
  }

  @Override
  public String toString() {
    return text();
  }

  static Optional<Scalar> named(String name) {
    for (Scalar scalar : values()) {
      if (scalar.text().equals(name)) {
        return Optional.of(scalar);
      }
    }
    return Optional.empty();
  }
}
