package dev.freshet.features.encoding;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.ValueType;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How many elements a list has, or keys a map. */
public record Length() implements Encoding {

  @Override
  public boolean takes(ValueType type) {
    return type instanceof ListType || type instanceof MapType;
  }

  @Override
  public List<String> columns(String feature) {
    return List.of(feature + ".length");
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void encode(Object value, double[] into, int at) {
    if (value == null) {
      into[at] = Double.NaN;
    } else {
      into[at] = value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
    }
  }

  @Override
  public String canonical() {
    return "length";
  }
}
