package dev.freshet.pipelines.entity;

import dev.freshet.features.fold.EntityFold;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The entries last used, before the table: they are written back when they leave, and all of them
 * at a checkpoint. Bounded in bytes.
 */
final class EntryCache {

  private final EntityFold fold;
  private final StateTable table;
  private final long maxBytes;
  private final Map<String, Entry> entries = new LinkedHashMap<>(1024, 0.75f, true);
  private long heapBytes;
  private long hits;
  private long misses;

  EntryCache(EntityFold fold, StateTable table, long maxBytes) {
    this.fold = fold;
    this.table = table;
    this.maxBytes = maxBytes;
  }

  /** The key's entry, a new one if it has no state. */
  Entry get(String key) throws Exception {
    Entry entry = entries.get(key);
    if (entry != null) {
      hits++;
      return entry;
    }
    return admit(load(key).orElseGet(() -> new Entry(key, fold.create())));
  }

  /** The key's entry, if it has a state. */
  Optional<Entry> find(String key) throws Exception {
    Entry entry = entries.get(key);
    if (entry != null) {
      hits++;
      return Optional.of(entry);
    }
    Optional<Entry> loaded = load(key);
    if (loaded.isPresent()) {
      admit(loaded.get());
    }
    return loaded;
  }

  /** Measures the entry again if it was folded into at least that often since. */
  void measure(Entry entry, int atLeast) throws Exception {
    if (entry.unmeasured() >= atLeast && entries.get(entry.key()) == entry) {
      heapBytes -= entry.heapBytes();
      entry.measure();
      heapBytes += entry.heapBytes();
      evict();
    }
  }

  /** Forgets the entry without writing it back. */
  void remove(Entry entry) {
    if (entries.remove(entry.key(), entry)) {
      heapBytes -= entry.heapBytes();
    }
  }

  /** Writes back all that changed. */
  void save() throws Exception {
    for (Entry entry : entries.values()) {
      save(entry);
    }
  }

  int size() {
    return entries.size();
  }

  long heapBytes() {
    return heapBytes;
  }

  long hits() {
    return hits;
  }

  long misses() {
    return misses;
  }

  private Optional<Entry> load(String key) throws Exception {
    misses++;
    return table.get(key).map(bytes -> Entry.read(key, bytes, fold));
  }

  private Entry admit(Entry entry) throws Exception {
    entries.put(entry.key(), entry);
    heapBytes += entry.heapBytes();
    evict();
    return entry;
  }

  /** Lets go the entries that were used longest ago, never the one in use. */
  private void evict() throws Exception {
    while (heapBytes > maxBytes && entries.size() > 1) {
      Iterator<Entry> eldest = entries.values().iterator();
      Entry entry = eldest.next();
      eldest.remove();
      heapBytes -= entry.heapBytes();
      save(entry);
    }
  }

  private void save(Entry entry) throws Exception {
    if (entry.changed()) {
      table.put(entry.key(), entry.write(fold));
      entry.saved();
    }
  }
}
