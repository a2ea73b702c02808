package dev.freshet.pipelines.entity;

import dev.freshet.features.fold.EntityState;

/** One entity whose state is on the heap: what is still to be done for it. Not thread-safe. */
final class Resident {

  /** In place of an instant: the row reaches only minutes ahead, since the entity is busy. */
  static final long NEAR = Long.MIN_VALUE;

  private final String key;
  private final EntityState state;
  private boolean changed;
  private boolean rowDue;
  private boolean onWheel;
  private long rowLastsUntil;
  private long lastEventAt;
  private int heapBytes;

  Resident(String key, EntityState state) {
    this.key = key;
    this.state = state;
  }

  String key() {
    return key;
  }

  EntityState state() {
    return state;
  }

  /** Whether the state is newer than the one in Flink's keyed state. */
  boolean changed() {
    return changed;
  }

  /** Whether the state is newer than the row. */
  boolean rowDue() {
    return rowDue;
  }

  /** Whether it is on the wheel. */
  boolean onWheel() {
    return onWheel;
  }

  /** Whether its row reaches only minutes ahead. */
  boolean near() {
    return rowLastsUntil == NEAR;
  }

  /** When it took in an event last, epoch milliseconds. */
  long lastEventAt() {
    return lastEventAt;
  }

  int heapBytes() {
    return heapBytes;
  }

  void tookEvent(long now) {
    lastEventAt = now;
    changed = true;
    rowDue = true;
  }

  void demandRow() {
    rowDue = true;
  }

  void saved() {
    changed = false;
  }

  /** Its state changed in a way that no row tells of. */
  void remembers() {
    changed = true;
  }

  /**
   * Its row was made.
   *
   * @param lastsUntil when something is to be done for the entity again if no event comes, epoch
   *     milliseconds; {@link #NEAR} once it is quiet; {@link Long#MAX_VALUE} for never
   */
  void rowMade(long lastsUntil) {
    rowDue = false;
    rowLastsUntil = lastsUntil;
  }

  /** Whether nothing is to be done for it by then that is not on the wheel or in a list already. */
  boolean rowLastsBeyond(long instant) {
    return rowDue || onWheel || rowLastsUntil > instant;
  }

  void putOnWheel(boolean isThere) {
    onWheel = isThere;
  }

  void measure() {
    heapBytes = 256 + 2 * key.length() + state.heapBytes();
  }
}
