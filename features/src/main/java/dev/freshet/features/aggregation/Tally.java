package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A table of keys that events are counted under. An event with a list counts once for each key. */
abstract class Tally implements Partial {

  private final KeyTable table;

  Tally(KeyTable table) {
    this.table = table;
  }

  final KeyTable table() {
    return table;
  }

  /** Takes in an event under a key, or under each of a list, of which repeats are left out. */
  final int take(Object keyOrKeys, Object value, long timestamp, byte[] tie) {
    if (!(keyOrKeys instanceof List<?> several)) {
      return table.add(keyOrKeys, value, timestamp, tie);
    }
    Collection<?> distinct = several.size() > 1 ? new LinkedHashSet<>(several) : several;
    int gone = 0;
    for (Object key : distinct) {
      gone += table.add(key, value, timestamp, tie);
    }
    return gone;
  }

  @Override
  public final int merge(Partial other) {
    return table.merge(((Tally) other).table);
  }

  /** What is shown, in key order. */
  final <T> Map<String, T> byKey(IntFunction<T> valueAt) {
    int[] shown = table.shown();
    Map<String, T> map = new LinkedHashMap<>(shown.length * 4 / 3 + 1);
    for (int index : shown) {
      map.put((String) table.key(index), valueAt.apply(index));
    }
    return map;
  }

  @Override
  public final void write(ByteWriter out) {
    table.write(out);
  }

  @Override
  public final int heapBytes() {
    return 16 + table.heapBytes();
  }
}
