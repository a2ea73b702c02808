package dev.freshet.pipelines.entity;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The entities whose states are on the heap, those used least recently first. Bounded in bytes:
 * what must leave is handed to the one who asked. Not thread-safe.
 */
final class Residents {

  private static final float LOAD = 0.75f;

  private final Map<String, Resident> byKey = new LinkedHashMap<>(1024, LOAD, true);
  private final long maxBytes;
  private long bytes;

  Residents(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The entity of a key, {@code null} if its state is not here. */
  Resident find(String key) {
    return byKey.get(key);
  }

  /** Takes in an entity. */
  void add(Resident resident) {
    byKey.put(resident.key(), resident);
    remeasure(resident);
  }

  /** Its size may have changed. */
  void remeasure(Resident resident) {
    bytes -= resident.heapBytes();
    resident.measure();
    bytes += resident.heapBytes();
  }

  void remove(String key) {
    Resident gone = byKey.remove(key);
    bytes -= gone == null ? 0 : gone.heapBytes();
  }

  /** Hands out, and lets go, those used least recently until the rest fits. */
  void shrink(Leaving leaving) throws Exception {
    Iterator<Resident> eldest = byKey.values().iterator();
    while (bytes > maxBytes && byKey.size() > 1) {
      Resident resident = eldest.next();
      leaving.leaves(resident);
      bytes -= resident.heapBytes();
      eldest.remove();
    }
  }

  void forEach(Consumer<Resident> consumer) {
    byKey.values().forEach(consumer);
  }

  int size() {
    return byKey.size();
  }

  /** Hears of an entity that leaves the heap. */
  @FunctionalInterface
  interface Leaving {
    void leaves(Resident resident) throws Exception;
  }
}
