package dev.freshet.features.window;

import java.util.ArrayList;
import java.util.List;

/**
 * How a set of windows cuts time into tiles: fine ones where some window's far end is still to
 * pass, coarser ones further back, none behind the widest window. Immutable.
 *
 * <p>Level 0 has the hop of the shortest windows, the next level that of the next longer ones, and
 * so on. Seen from an instant {@code now}, every position in time belongs to one level: the finest
 * of which a window still needs the edges there. Since hops nest, a window can always be put
 * together from whole tiles of its own level and finer ones.
 */
public final class Tiling {

  /** Where there is no tile any more: the position is behind the widest window. */
  static final long GONE = Long.MIN_VALUE;

  private final List<Window> windows;
  private final Window[] levels;

  /**
   * @param windows at least one; order does not matter
   */
  public Tiling(List<Window> windows) {
    this.windows = windows.stream().sorted().distinct().toList();
    List<Window> widestOfHop = new ArrayList<>();
    for (Window window : this.windows) {
      int last = widestOfHop.size() - 1;
      if (last >= 0 && widestOfHop.get(last).hop() == window.hop()) {
        widestOfHop.set(last, window);
      } else {
        widestOfHop.add(window);
      }
    }
    this.levels = widestOfHop.toArray(Window[]::new);
  }

  /** From the shortest to the longest. */
  public List<Window> windows() {
    return windows;
  }

  /** The earliest instant that a reader at {@code now} or later sees through any of the windows. */
  public long far(long now) {
    return levels[levels.length - 1].far(now);
  }

  /** The bounds of the levels as seen from an instant. */
  Bounds bounds(long now) {
    long[] starts = new long[levels.length];
    long until = Long.MAX_VALUE;
    for (int level = 0; level < levels.length; level++) {
      long far = levels[level].far(now);
      until = Math.min(until, levels[level].leave(far));
      starts[level] = level + 1 < levels.length ? levels[level + 1].hop().floor(far) : far;
    }
    return new Bounds(starts, until);
  }

  /** Where each level begins, seen from one instant. */
  final class Bounds {

    private final long[] starts;
    private final long until;

    private Bounds(long[] starts, long until) {
      this.starts = starts;
      this.until = until;
    }

    /** The first instant from which they may be others. */
    long until() {
      return until;
    }

    /** The start of the tile that holds the position, or {@link #GONE}. */
    long tileStart(long position) {
      for (int level = 0; level < starts.length; level++) {
        if (position >= starts[level]) {
          return levels[level].hop().floor(position);
        }
      }
      return GONE;
    }
  }
}
