package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;

/**
 * The value of the latest event, in the order of {@code (timestamp, tie)}.
 *
 * @param of what it takes and gives
 */
public record Last(Scalar of) implements OneValue {

  @Override
  public String canonical() {
    return "last(" + of + ")";
  }

  @Override
  public Partial zero() {
    return new Edge(true);
  }

  @Override
  public Partial read(ByteReader in) {
    return Edge.read(in, of, true);
  }
}
