package dev.freshet.features.encoding;

import dev.freshet.features.type.MapType;
import dev.freshet.features.type.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A column for each listed key of a map of numbers, with the number under that key.
 *
 * @param absent what a key counts for that the map does not have: 0 where the map adds up events,
 *     {@code NaN} where it holds a value of each key
 */
public record Keys(List<String> keys, double absent) implements Encoding {

  public Keys {
    keys = List.copyOf(keys);
  }

  @Override
  public boolean takes(ValueType type) {
    return type instanceof MapType map && new Numeric().takes(map.value());
  }

  @Override
  public List<String> columns(String feature) {
    return keys.stream().map(key -> feature + "." + key).toList();
  }

  @Override
  public int width() {
    return keys.size();
  }

  @Override
  public void encode(Object value, double[] into, int at) {
    if (value == null) {
      Arrays.fill(into, at, at + width(), Double.NaN);
      return;
    }
    Map<?, ?> map = (Map<?, ?>) value;
    Numeric number = new Numeric();
    for (int i = 0; i < keys.size(); i++) {
      Object found = map.get(keys.get(i));
      if (found == null) {
        into[at + i] = absent;
      } else {
        number.encode(found, into, at + i);
      }
    }
  }

  @Override
  public String canonical() {
    return "keys " + keys + " absent " + absent;
  }
}
