package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;

/**
 * The greatest value.
 *
 * @param of {@code int64} or {@code double}: what it takes and gives
 */
public record Max(Scalar of) implements OneValue {

  public Max {
    Options.number("max", of);
  }

  @Override
  public String canonical() {
    return "max(" + of + ")";
  }

  @Override
  public Partial zero() {
    return new Extreme(true);
  }

  @Override
  public Partial read(ByteReader in) {
    return Extreme.read(in, of, true);
  }
}
