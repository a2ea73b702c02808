package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Maps: how many keys change, and each with its new value; an absent value takes the key away. So
 * every key has, in effect, a timeline of its own.
 */
final class MapSteps implements Steps {

  private final Dictionary dictionary = new Dictionary();
  private final Map<String, Object> map = new TreeMap<>(KeyOrder.STRINGS);

  @Override
  public void write(ByteWriter out, Reading reading) {
    Map<?, ?> next = (Map<?, ?>) ((Reading.Constant) reading).value();
    List<String> changes = new ArrayList<>();
    for (String key : map.keySet()) {
      if (!next.containsKey(key)) {
        changes.add(key);
      }
    }
    next.forEach(
        (key, value) -> {
          if (!value.equals(map.get(key))) {
            changes.add((String) key);
          }
        });
    out.writeUnsigned(changes.size());
    for (String key : changes) {
      Object value = next.get(key);
      dictionary.write(out, key);
      out.writeScalar(value);
      change(key, value);
    }
  }

  @Override
  public void read(ByteReader in) {
    for (int changes = (int) in.readUnsigned(); changes > 0; changes--) {
      change((String) dictionary.read(in), in.readScalar());
    }
  }

  @Override
  public Object at(long t) {
    return map;
  }

  private void change(String key, Object value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }
}
