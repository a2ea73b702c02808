package dev.freshet.pipelines.entity;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;

/**
 * One key in memory: its state, and what is known of its row. As bytes: a format byte, a byte of
 * flags, the wake and the continuation where there are any, then the state to the end.
 */
final class Entry {

  /** No such instant. */
  static final long NEVER = Long.MAX_VALUE;

  /** Before all instants. */
  static final long LONG_AGO = Long.MIN_VALUE / 2;

  private static final int FORMAT = 1;
  private static final int UNFINISHED = 1;
  private static final int WAKES = 2;
  private static final int CONTINUES = 4;

  private static final int OVERHEAD_BYTES = 200;

  private final String key;
  private final EntityState state;

  /** Whether the table has something else. */
  private boolean changed;

  /** Whether it is on the list of rows to be written. */
  private boolean dirty;

  /** Whether events come one soon after the other. */
  private boolean busy;

  private long lastEvent = LONG_AGO;
  private boolean unfinished;
  private long wakeAt = NEVER;
  private long continueAt = NEVER;
  private int heapBytes;
  private int unmeasured;

  Entry(String key, EntityState state) {
    this.key = key;
    this.state = state;
    measure();
  }

  static Entry read(String key, byte[] bytes, EntityFold fold) {
    ByteReader in = new ByteReader(bytes);
    int format = in.readByte();
    if (format != FORMAT) {
      throw new MalformedBytesException("a state of the unknown format " + format, 0);
    }
    int flags = in.readByte();
    long wakeAt = (flags & WAKES) != 0 ? in.readSigned() : NEVER;
    long continueAt = (flags & CONTINUES) != 0 ? in.readSigned() : NEVER;
    Entry entry = new Entry(key, fold.read(in.readBytes(in.remaining())));
    entry.unfinished = (flags & UNFINISHED) != 0;
    entry.wakeAt = wakeAt;
    entry.continueAt = continueAt;
    return entry;
  }

  byte[] write(EntityFold fold) {
    byte[] bytes = fold.write(state);
    ByteWriter out = new ByteWriter(bytes.length + 24);
    out.writeByte(FORMAT)
        .writeByte(
            (unfinished ? UNFINISHED : 0)
                | (wakeAt != NEVER ? WAKES : 0)
                | (continueAt != NEVER ? CONTINUES : 0));
    if (wakeAt != NEVER) {
      out.writeSigned(wakeAt);
    }
    if (continueAt != NEVER) {
      out.writeSigned(continueAt);
    }
    return out.writeBytes(bytes).toByteArray();
  }

  String key() {
    return key;
  }

  EntityState state() {
    return state;
  }

  /** An event was folded. */
  void folded(long now, long quietMillis) {
    busy |= now - lastEvent < quietMillis;
    lastEvent = now;
    changed = true;
    unmeasured++;
  }

  /** The state changed, though no row tells of it. */
  void noticed() {
    changed = true;
  }

  boolean changed() {
    return changed;
  }

  /** The table has it as it is. */
  void saved() {
    changed = false;
  }

  boolean dirty() {
    return dirty;
  }

  void dirty(boolean is) {
    dirty = is;
  }

  boolean busy() {
    return busy;
  }

  /** When its last event came, by the wall clock; {@link #LONG_AGO} if that is not known. */
  long lastEvent() {
    return lastEvent;
  }

  /** Whether its row reaches only as far as a busy entity needs. */
  boolean unfinished() {
    return unfinished;
  }

  /** When the row's next piece is to be written. */
  long continueAt() {
    return continueAt;
  }

  /** A row was written that is whole, or whole up to a horizon that is to be met in time. */
  void wroteFull(long continueAt) {
    changed |= unfinished || this.continueAt != continueAt;
    unfinished = false;
    busy = false;
    this.continueAt = continueAt;
  }

  /** A row was written that reaches only as far as a busy entity needs. */
  void wroteNear() {
    changed |= !unfinished || continueAt != NEVER;
    unfinished = true;
    continueAt = NEVER;
  }

  /** When it will be woken. */
  long wakeAt() {
    return wakeAt;
  }

  void wakeAt(long instant) {
    changed |= wakeAt != instant;
    wakeAt = instant;
  }

  /** As last measured. */
  int heapBytes() {
    return heapBytes;
  }

  /** How many events were folded since it was measured. */
  int unmeasured() {
    return unmeasured;
  }

  void measure() {
    unmeasured = 0;
    heapBytes = OVERHEAD_BYTES + 2 * key.length() + state.heapBytes();
  }
}
