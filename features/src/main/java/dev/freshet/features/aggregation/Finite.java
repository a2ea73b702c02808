package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;

/** Arithmetic that stays finite: what would overflow is the greatest double there is. */
final class Finite {

  private Finite() {}

  /** A number out of an expression, an int64 as the nearest double. */
  static double of(Object value) {
    double number = ((Number) value).doubleValue();
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "found " + number + "; only finite numbers may be aggregated: check before adding");
    }
    return number;
  }

  static double sum(double left, double right) {
    return clamp(left + right);
  }

  /** The same, or the finite number nearest to it. */
  static double clamp(double number) {
    return Math.abs(number) <= Double.MAX_VALUE ? number : Math.copySign(Double.MAX_VALUE, number);
  }

  static double read(ByteReader in) {
    double number = in.readDouble();
    if (!Double.isFinite(number)) {
      throw in.malformed("the number " + number + " in a partial");
    }
    return number;
  }
}
