package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;

/**
 * The least value.
 *
 * @param of {@code int64} or {@code double}: what it takes and gives
 */
public record Min(Scalar of) implements OneValue {

  public Min {
    Options.number("min", of);
  }

  @Override
  public String canonical() {
    return "min(" + of + ")";
  }

  @Override
  public Partial zero() {
    return new Extreme(false);
  }

  @Override
  public Partial read(ByteReader in) {
    return Extreme.read(in, of, false);
  }
}
