package dev.freshet.pipelines.entity;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that wait for quiet, each with the instant at which it may be quiet; the earliest first. */
final class QuietWheel {

  private final Map<String, Long> due = new LinkedHashMap<>();

  /** Puts the key last; its instant is not before those of the others, or not by much. */
  void add(String key, long instant) {
    due.remove(key);
    due.put(key, instant);
  }

  void remove(String key) {
    due.remove(key);
  }

  /** Takes out the first key if its instant has come. */
  Optional<String> next(long now) {
    Iterator<Map.Entry<String, Long>> first = due.entrySet().iterator();
    if (!first.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<String, Long> entry = first.next();
    if (entry.getValue() > now) {
      return Optional.empty();
    }
    first.remove();
    return Optional.of(entry.getKey());
  }

  /** The keys that wait. Not a copy. */
  Set<String> keys() {
    return due.keySet();
  }

  int size() {
    return due.size();
  }
}
