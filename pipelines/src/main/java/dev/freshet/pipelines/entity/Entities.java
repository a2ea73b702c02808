package dev.freshet.pipelines.entity;

import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.fold.Outcome;
import dev.freshet.features.fold.Reach;
import dev.freshet.pipelines.store.RowStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All entities of one name in one part of the job: takes in events, and sees to it that the store
 * has their rows. Knows nothing of Flink; whoever drives it says what time it is. Used by one
 * thread.
 *
 * <p>A key that got an event is dirty until its row is written, at the next {@link #tick}. While
 * events come thick, rows are made near; once the key has been quiet for a while, the full one is
 * written. What is cut at a horizon is continued by a wake, and a wake clears the state once no
 * reader can see anything of it.
 */
final class Entities {

  /** How long after its last event an entity is quiet. */
  static final Duration QUIET = Duration.ofMillis(1_500);

  private static final long MAX_DIRTY_BYTES = 8L << 20;
  private static final int MAX_WAITING_FOR_QUIET = 200_000;
  private static final int MEASURE_EVERY = 32;

  private final EntityFold fold;
  private final StateTable table;
  private final RowStore store;
  private final EntryCache cache;
  private final EntityRows rows;
  private final DirtyKeys dirty = new DirtyKeys();
  private final QuietWheel quiet = new QuietWheel();
  private final Set<String> marked = new HashSet<>();
  private long lastFolded;

  Entities(StateTable table, EntityRows rows, long cacheBytes) throws Exception {
    this.fold = rows.fold();
    this.table = table;
    this.store = rows.store();
    this.rows = rows;
    this.cache = new EntryCache(fold, table, cacheBytes);
    for (String key : table.marked()) {
      marked.add(key);
      quiet.add(key, Entry.LONG_AGO);
    }
  }

  /** Takes in an event of a key. */
  Outcome take(String key, Source source, Event event, long now, FoldMeter meter) throws Exception {
    Entry entry = cache.get(key);
    Outcome outcome = fold.fold(entry.state(), source, event, now, meter);
    if (outcome != Outcome.FOLDED) {
      if (entry.state().folded() > 0) {
        entry.noticed();
      }
      return outcome;
    }
    lastFolded = entry.state().folded();
    entry.folded(now, QUIET.toMillis());
    if (!entry.dirty()) {
      entry.dirty(true);
      dirty.add(key);
    }
    cache.measure(entry, MEASURE_EVERY);
    while (dirty.heapBytes() > MAX_DIRTY_BYTES) {
      writeNextDirty(now);
    }
    return outcome;
  }

  /** How many events the key has folded that folded the last one, by then. */
  long lastFolded() {
    return lastFolded;
  }

  /** Writes rows that are due, for about as long as that. */
  void tick(long now, Duration atMost) throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    boolean more = true;
    while (more && System.nanoTime() < end) {
      more = writeNextDirty(now);
    }
    more = true;
    while (more && System.nanoTime() < end) {
      more = writeNextQuiet(now);
    }
    store.send();
  }

  /** Brings store and table up to date: all that was taken in is then in both. */
  void settle(long now) throws Exception {
    writeAllDirty(now);
    store.send();
    cache.save();
    mark();
    store.flush();
  }

  /** The key's wake has come. */
  void wake(String key, long instant, long now) throws Exception {
    Optional<Entry> found = cache.find(key);
    if (found.isEmpty()) {
      return;
    }
    Entry entry = found.get();
    if (entry.wakeAt() == instant) {
      entry.wakeAt(Entry.NEVER);
    }
    if (now >= fold.retainedUntil(entry.state())) {
      forget(entry);
    } else if (now >= entry.continueAt()) {
      write(entry, now, Reach.FULL);
    } else {
      arm(entry);
    }
  }

  /** Writes the key's full row, whether or not something has changed. */
  void rewrite(String key, long now) throws Exception {
    Optional<Entry> entry = cache.find(key);
    if (entry.isPresent()) {
      write(entry.get(), now, Reach.FULL);
    }
  }

  /** Writes the full rows of keys that wait for quiet: nobody would do it later. */
  void finishRows(long now) throws Exception {
    writeAllDirty(now);
    for (String key : List.copyOf(quiet.keys())) {
      rewrite(key, now);
    }
    store.send();
  }

  /** All keys with a state, those only just made included. */
  StateTable.Keys keys() throws Exception {
    cache.save();
    return table.keys();
  }

  int dirtyKeys() {
    return dirty.size();
  }

  int unfinishedKeys() {
    return quiet.size();
  }

  EntryCache cache() {
    return cache;
  }

  private void writeAllDirty(long now) throws Exception {
    boolean more = true;
    while (more) {
      more = writeNextDirty(now);
    }
  }

  private boolean writeNextDirty(long now) throws Exception {
    Optional<String> key = dirty.next();
    if (key.isEmpty()) {
      return false;
    }
    Optional<Entry> entry = cache.find(key.get());
    if (entry.isPresent()) {
      write(entry.get(), now, entry.get().busy() ? Reach.NEAR : Reach.FULL);
    }
    return true;
  }

  private boolean writeNextQuiet(long now) throws Exception {
    boolean tooMany = quiet.size() > MAX_WAITING_FOR_QUIET;
    Optional<String> key = quiet.next(tooMany ? Long.MAX_VALUE : now);
    if (key.isEmpty()) {
      return false;
    }
    Optional<Entry> entry = cache.find(key.get());
    if (entry.isPresent() && entry.get().unfinished()) {
      long quietAt = entry.get().lastEvent() + QUIET.toMillis();
      if (quietAt > now && !tooMany) {
        quiet.add(key.get(), quietAt);
      } else {
        write(entry.get(), now, Reach.FULL);
      }
    }
    return true;
  }

  private void write(Entry entry, long now, Reach reach) throws Exception {
    rows.write(entry, now, reach);
    entry.dirty(false);
    if (!entry.unfinished()) {
      quiet.remove(entry.key());
    } else if (!quiet.keys().contains(entry.key())) {
      quiet.add(entry.key(), entry.lastEvent() + QUIET.toMillis());
    }
    arm(entry);
    cache.measure(entry, 1);
  }

  /** Sees to it that the key is woken no later than is needed. */
  private void arm(Entry entry) throws Exception {
    long needed = entry.continueAt();
    if (entry.wakeAt() == Entry.NEVER) {
      needed = Math.min(needed, fold.retainedUntil(entry.state()));
    }
    if (needed < entry.wakeAt()) {
      if (entry.wakeAt() != Entry.NEVER) {
        table.cancelWake(entry.key(), entry.wakeAt());
      }
      table.wakeAt(entry.key(), needed);
      entry.wakeAt(needed);
    }
  }

  private void forget(Entry entry) throws Exception {
    cache.remove(entry);
    quiet.remove(entry.key());
    marked.remove(entry.key());
    table.remove(entry.key());
  }

  /** Makes the marks in the table those of the keys that wait for quiet. */
  private void mark() throws Exception {
    Set<String> waiting = quiet.keys();
    for (String key : marked.stream().filter(key -> !waiting.contains(key)).toList()) {
      table.unmark(key);
      marked.remove(key);
    }
    for (String key : waiting) {
      if (marked.add(key)) {
        table.mark(key);
      }
    }
  }
}
