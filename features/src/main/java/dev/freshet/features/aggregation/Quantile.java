package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/**
 * The smallest value with at least {@code q} of all values at or below it, of {@code int64} or
 * {@code double}: exact up to {@value #EXACT} values, beyond it from a sketch.
 *
 * @param q 0 to 1
 */
public record Quantile(double q) implements Aggregation {

  /** Up to how many values the quantile is exact. */
  public static final int EXACT = 64;

  public Quantile {
    Options.require(q >= 0 && q <= 1, "quantile of " + q + "; q is 0 to 1");
  }

  @Override
  public String canonical() {
    return "quantile(" + q + ")";
  }

  @Override
  public ValueType type() {
    return Scalar.DOUBLE;
  }

  @Override
  public Double empty() {
    return null;
  }

  @Override
  public Partial zero() {
    return new SortedValues(q);
  }

  @Override
  public Partial read(ByteReader in) {
    return SortedValues.read(in, q);
  }

  @Override
  public boolean approximate() {
    return true;
  }
}
