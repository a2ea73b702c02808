package dev.freshet.features.fold;

import dev.freshet.features.aggregation.Partial;
import dev.freshet.features.window.Tiles;
import dev.freshet.features.window.Window;
import java.util.List;

/**
 * What is kept of events for one definition.
 *
 * @param lifetime over all events; absent ({@code null}) where the definition has no lifetime span
 * @param cohorts tiles, one set for all windows that began together: a window added later starts
 *     with no event, and must not see the tiles of the older ones
 */
record DefinitionState(Partial lifetime, List<Tiles> cohorts) {

  /** The tiles that a window looks at. */
  Tiles tiles(Window window) {
    for (Tiles tiles : cohorts) {
      if (tiles.tiling().windows().contains(window)) {
        return tiles;
      }
    }
    throw new IllegalArgumentException("no tiles for the window " + window.text());
  }

  int add(Object value, Object keys, long timestamp, byte[] tie) {
    int letGo = lifetime == null ? 0 : lifetime.add(value, keys, timestamp, tie);
    for (int i = 0; i < cohorts.size(); i++) {
      letGo += cohorts.get(i).add(value, keys, timestamp, tie);
    }
    return letGo;
  }

  void merge(DefinitionState other) {
    if (lifetime != null && other.lifetime != null) {
      lifetime.merge(other.lifetime);
    }
    for (Tiles tiles : cohorts) {
      tiles.merge(other.tiles(tiles.tiling().windows().get(0)));
    }
  }

  void advance(long now) {
    for (int i = 0; i < cohorts.size(); i++) {
      cohorts.get(i).advance(now);
    }
  }

  /**
   * The instant at which the last event leaves the last window; {@link Long#MIN_VALUE} if none
   * does.
   */
  long lastLeave() {
    long last = Long.MIN_VALUE;
    for (Tiles tiles : cohorts) {
      last = Math.max(last, tiles.lastLeave());
    }
    return last;
  }

  int tileCount() {
    int count = 0;
    for (Tiles tiles : cohorts) {
      count += tiles.size();
    }
    return count;
  }

  int heapBytes() {
    int bytes = 32 + (lifetime == null ? 0 : lifetime.heapBytes());
    for (Tiles tiles : cohorts) {
      bytes += tiles.heapBytes();
    }
    return bytes;
  }
}
