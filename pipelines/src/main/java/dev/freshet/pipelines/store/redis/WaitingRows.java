package dev.freshet.pipelines.store.redis;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows not yet sent, in the order in which their names came; the last of each name. */
final class WaitingRows {

  private final Map<String, WaitingRow> rows = new LinkedHashMap<>();
  private long heapBytes;

  void put(WaitingRow row) {
    WaitingRow earlier = rows.put(row.name(), row);
    heapBytes += row.heapBytes() - (earlier == null ? 0 : earlier.heapBytes());
  }

  /** Takes back a row that was not stored, unless a later one of its name waits. */
  void giveBack(WaitingRow row) {
    if (rows.putIfAbsent(row.name(), row) == null) {
      heapBytes += row.heapBytes();
    }
  }

  /** Takes out the first rows, at most that many. */
  List<WaitingRow> take(int atMost) {
    List<WaitingRow> taken = new ArrayList<>(Math.min(atMost, rows.size()));
    Iterator<WaitingRow> all = rows.values().iterator();
    while (taken.size() < atMost && all.hasNext()) {
      WaitingRow row = all.next();
      all.remove();
      heapBytes -= row.heapBytes();
      taken.add(row);
    }
    return taken;
  }

  int size() {
    return rows.size();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  long heapBytes() {
    return heapBytes;
  }
}
