package dev.freshet.features.oracle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a value must be: equal to one, or within the error that is allowed where it is approximate.
 *
 * @param value what it is exactly; {@code null} where there is none
 * @param magnitude the sum of the addends' magnitudes, of which a double may be 1e-9 off
 * @param approximate what a value beyond an exact bound must satisfy; {@code null} where it is
 *     exact
 * @param expired whether a {@code ttl} has passed
 */
public record Expected(
    Object value, double magnitude, Predicate<Object> approximate, boolean expired) {

  private static final double TOLERANCE = 1e-9;

  /** Below this, doubles have fewer digits: both sides are off. */
  private static final double DENORMAL = 1e-290;

  static Expected exactly(Object value) {
    return new Expected(value, 0, null, false);
  }

  static Expected near(Object value, double magnitude) {
    return new Expected(value, magnitude, null, false);
  }

  static Expected within(Object value, Predicate<Object> approximate) {
    return new Expected(value, 0, approximate, false);
  }

  Expected expired(boolean hasExpired) {
    return new Expected(value, magnitude, approximate, hasExpired);
  }

  /** Whether a value that was read is right. */
  public boolean admits(Object actual) {
    return approximate != null ? approximate.test(actual) : same(value, actual);
  }

  private boolean same(Object wanted, Object actual) {
    if (wanted instanceof Double a && actual instanceof Number b) {
      return Math.abs(a - b.doubleValue())
          <= Math.max(DENORMAL, TOLERANCE * Math.max(magnitude, Math.abs(a)));
    }
    if (wanted instanceof Map<?, ?> a && actual instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.entrySet().stream().allMatch(e -> same(e.getValue(), b.get(e.getKey())));
    }
    if (wanted instanceof List<?> a && actual instanceof List<?> b) {
      return a.equals(b);
    }
    return Objects.equals(wanted, actual);
  }
}
