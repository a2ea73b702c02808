package dev.freshet.pipelines.parity;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether two values are the same but for the rounding of doubles. */
final class Likeness {

  /** Of the magnitudes added up: two orders of adding differ by less. */
  static final double ROUNDING = 1e-9;

  private Likeness() {}

  /** Whether two values of one type are the same. */
  static boolean same(Object a, Object b) {
    return same(a, b, 0);
  }

  /**
   * Whether two values of one type are the same.
   *
   * @param magnitude what the magnitudes of all that was added up come to, where it is known
   */
  static boolean same(Object a, Object b, double magnitude) {
    if (a instanceof Double x && b instanceof Double y) {
      double scale = Math.max(magnitude, Math.max(Math.abs(x), Math.abs(y)));
      return Math.abs(x - y) <= ROUNDING * scale;
    } else if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!same(x.get(i), y.get(i), magnitude)) {
          return false;
        }
      }
      return true;
    } else if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(key -> same(x.get(key), y.get(key), magnitude));
    }
    return Objects.equals(a, b);
  }

  /** How far apart two values are: numbers by their difference, others by how many parts differ. */
  static double distance(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return Math.abs(x.doubleValue() - y.doubleValue());
    } else if (a instanceof List<?> x && b instanceof List<?> y) {
      double apart = Math.abs(x.size() - y.size());
      for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
        apart += same(x.get(i), y.get(i)) ? 0 : 1;
      }
      return apart;
    } else if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      double apart = y.keySet().stream().filter(key -> !x.containsKey(key)).count();
      for (Object key : x.keySet()) {
        apart += y.containsKey(key) ? distance(x.get(key), y.get(key)) : 1;
      }
      return apart;
    }
    return Objects.equals(a, b) ? 0 : 1;
  }
}
