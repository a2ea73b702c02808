package dev.freshet.pipelines.entity;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Keys whose rows are to be written, each once, in the order in which they came. */
final class DirtyKeys {

  private static final int OVERHEAD_BYTES = 120;

  private final Queue<String> order = new ArrayDeque<>();
  private final Set<String> keys = new HashSet<>();
  private long heapBytes;

  void add(String key) {
    if (keys.add(key)) {
      order.add(key);
      heapBytes += bytes(key);
    }
  }

  /** Takes out the key that waits longest. */
  Optional<String> next() {
    String key = order.poll();
    if (key == null) {
      return Optional.empty();
    }
    keys.remove(key);
    heapBytes -= bytes(key);
    return Optional.of(key);
  }

  int size() {
    return order.size();
  }

  long heapBytes() {
    return heapBytes;
  }

  private static int bytes(String key) {
    return OVERHEAD_BYTES + 2 * key.length();
  }
}
