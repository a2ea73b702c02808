package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;

/**
 * The value of the earliest event, in the order of {@code (timestamp, tie)}.
 *
 * @param of what it takes and gives
 */
public record First(Scalar of) implements OneValue {

  @Override
  public String canonical() {
    return "first(" + of + ")";
  }

  @Override
  public Partial zero() {
    return new Edge(false);
  }

  @Override
  public Partial read(ByteReader in) {
    return Edge.read(in, of, false);
  }
}
