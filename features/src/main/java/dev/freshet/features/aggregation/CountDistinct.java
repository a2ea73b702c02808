package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/**
 * How many different values there were: exact up to {@value #EXACT}, beyond it an estimate that
 * depends on the set of values only. Of a list every element counts.
 *
 * @param of a scalar, or {@code list<string>}
 */
public record CountDistinct(ValueType of) implements Aggregation {

  /** Up to how many different values the count is exact. */
  public static final int EXACT = 256;

  public CountDistinct {
    Options.require(
        of instanceof Scalar || of.equals(Options.STRINGS),
        "count_distinct of " + of + "; it takes a scalar or list<string>");
  }

  @Override
  public String canonical() {
    return "count_distinct(" + of + ")";
  }

  @Override
  public ValueType type() {
    return Scalar.INT64;
  }

  @Override
  public Long empty() {
    return 0L;
  }

  @Override
  public Partial zero() {
    return new DistinctValues();
  }

  @Override
  public Partial read(ByteReader in) {
    return DistinctValues.read(in);
  }

  @Override
  public boolean approximate() {
    return true;
  }
}
