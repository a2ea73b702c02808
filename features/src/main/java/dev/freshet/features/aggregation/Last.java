package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/**
 * The value of the latest event, in the order of {@code (timestamp, tie)}.
 *
 * @param of what it takes and gives
 */
public record Last(Scalar of) implements Aggregation {

  @Override
  public String canonical() {
    return "last(" + of + ")";
  }

  @Override
  public ValueType type() {
    return of;
  }

  @Override
  public Object empty() {
    return null;
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
