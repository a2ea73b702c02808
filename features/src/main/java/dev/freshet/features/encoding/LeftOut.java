package dev.freshet.features.encoding;

import dev.freshet.features.type.ValueType;
import java.util.List;

/** No column at all: what nothing says how to encode, and no model reads. */
public record LeftOut() implements Encoding {

  @Override
  public boolean takes(ValueType type) {
    return true;
  }

  @Override
  public List<String> columns(String feature) {
    return List.of();
  }

  @Override
  public int width() {
    return 0;
  }

  @Override
  public void encode(Object value, double[] into, int at) {
    // There is no place for it.
  }

  @Override
  public String canonical() {
    return "left out";
  }
}
