package dev.freshet.features.fold;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is kept of one entity's events. Mutable, not thread-safe; changed by {@link EntityFold}
 * only.
 */
public final class EntityState {

  private long clock;
  private long folded;
  private final List<RememberedIds> ids;
  private final List<ViewState> views;
  private final List<PendingEvent> pending;

  /**
   * A state.
   *
   * @param clock no reader asks for an earlier instant
   * @param ids one per source of the fold
   * @param views one per view of the fold
   * @param pending events not before the clock, in order
   */
  EntityState(
      long clock,
      long folded,
      List<RememberedIds> ids,
      List<ViewState> views,
      List<PendingEvent> pending) {
    this.clock = clock;
    this.folded = folded;
    this.ids = List.copyOf(ids);
    this.views = List.copyOf(views);
    this.pending = new ArrayList<>(pending);
  }

  /** How many events were folded since there is state. */
  public long folded() {
    return folded;
  }

  /** About how many bytes it takes on the heap; a bound for caches. Costs a walk over all tiles. */
  public int heapBytes() {
    int bytes = 96 + pending.size() * 256;
    for (RememberedIds remembered : ids) {
      bytes += remembered.heapBytes();
    }
    for (ViewState view : views) {
      bytes += view.heapBytes();
    }
    return bytes;
  }

  long clock() {
    return clock;
  }

  /** Moves the clock on; it never goes back. */
  void passTo(long now) {
    clock = Math.max(clock, now);
  }

  void countFolded() {
    folded++;
  }

  List<RememberedIds> ids() {
    return ids;
  }

  List<ViewState> views() {
    return views;
  }

  List<PendingEvent> pending() {
    return pending;
  }
}
