package dev.freshet.features.encoding;

import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.List;

/** A number as it is; of a {@code bool} 1 for true and 0 for false. What needs no encoding. */
public record Numeric() implements Encoding {

  @Override
  public boolean takes(ValueType type) {
    return type == Scalar.INT64 || type == Scalar.DOUBLE || type == Scalar.BOOL;
  }

  @Override
  public List<String> columns(String feature) {
    return List.of(feature);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void encode(Object value, double[] into, int at) {
    if (value == null) {
      into[at] = Double.NaN;
    } else if (value instanceof Boolean flag) {
      into[at] = flag ? 1 : 0;
    } else {
      into[at] = ((Number) value).doubleValue();
    }
  }

  @Override
  public String canonical() {
    return "number";
  }
}
