package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/** The standard deviation of the values as a population, of {@code int64} or {@code double}. */
public record Stddev() implements Aggregation {

  @Override
  public String canonical() {
    return "stddev";
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
    return new Moments();
  }

  @Override
  public Partial read(ByteReader in) {
    return Moments.read(in);
  }
}
