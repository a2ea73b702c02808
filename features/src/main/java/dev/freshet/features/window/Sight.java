package dev.freshet.features.window;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.Partial;
import java.util.ArrayList;
import java.util.List;

/**
 * What one window sees of tiles that are read again and again while events come at their end: the
 * tiles before some pivot, merged from each hop on; those behind it, merged as they are done with;
 * and the newest, which still takes events. So a reading merges three partials, however many tiles
 * the window has. Mutable, not thread-safe.
 *
 * <p>It is worth its making only where readings are many for a window's length: it is made once
 * there were eight of them.
 */
final class Sight {

  private static final int READINGS_BEFORE = 8;

  private final Aggregation aggregation;
  private final Window window;
  private final List<Long> hops = new ArrayList<>();
  private final List<Partial> behind = new ArrayList<>();
  private Partial front;
  private long pivot;
  private long settled = Long.MIN_VALUE;
  private int readings;
  private boolean made;

  Sight(Aggregation aggregation, Window window) {
    this.aggregation = aggregation;
    this.window = window;
  }

  /** A tile that starts there has changed, or is now part of another. */
  void changed(long start) {
    if (made && start < settled) {
      drop();
    }
  }

  /** A tile that starts there has got another start. */
  void moved(long start) {
    if (made && start >= settled) {
      drop();
    }
  }

  private void drop() {
    made = false;
    readings = 0;
    settled = Long.MIN_VALUE;
    hops.clear();
    behind.clear();
  }

  /**
   * What is seen from {@code far} on.
   *
   * @param starts of the tiles, ascending
   * @param size how many there are, at least one
   */
  Partial through(long far, long[] starts, Partial[] tiles, int size) {
    if (made && far > pivot) {
      drop();
    }
    if (!made) {
      readings++;
      if (readings < READINGS_BEFORE) {
        return merged(far, starts, tiles, size);
      }
      make(far, starts, tiles, size);
    }
    settle(starts, tiles, size);
    while (!hops.isEmpty() && hops.get(hops.size() - 1) < far) {
      hops.remove(hops.size() - 1);
      behind.remove(behind.size() - 1);
    }
    Partial seen = aggregation.zero();
    seen.merge(tiles[size - 1]);
    seen.merge(front);
    if (!behind.isEmpty()) {
      seen.merge(behind.get(behind.size() - 1));
    }
    return seen;
  }

  private Partial merged(long far, long[] starts, Partial[] tiles, int size) {
    Partial seen = aggregation.zero();
    for (int i = size - 1; i >= 0 && starts[i] >= far; i--) {
      seen.merge(tiles[i]);
    }
    return seen;
  }

  /** The newest tile is the pivot. */
  private void make(long far, long[] starts, Partial[] tiles, int size) {
    made = true;
    front = aggregation.zero();
    pivot = starts[size - 1];
    settled = pivot;
    Partial left = aggregation.zero();
    int i = size - 2;
    while (i >= 0 && starts[i] >= far) {
      long hop = window.hop().floor(starts[i]);
      for (; i >= 0 && starts[i] >= hop; i--) {
        left.merge(tiles[i]);
      }
      Partial copy = aggregation.zero();
      copy.merge(left);
      hops.add(hop);
      behind.add(copy);
    }
  }

  /** Takes in the tiles that were newest once. */
  private void settle(long[] starts, Partial[] tiles, int size) {
    int i = size - 1;
    while (i > 0 && starts[i - 1] >= settled) {
      i--;
    }
    for (; i < size - 1; i++) {
      front.merge(tiles[i]);
    }
    settled = starts[size - 1];
  }
}
