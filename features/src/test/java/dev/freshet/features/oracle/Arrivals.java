package dev.freshet.features.oracle;

import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events of one source at one entity in order of arrival, without those that were there before.
 */
public final class Arrivals {

  private final Source source;
  private final List<Event> firsts = new ArrayList<>();
  private long newest = Long.MIN_VALUE / 2;

  public Arrivals(Source source) {
    this.source = source;
  }

  /**
   * Takes in the next event.
   *
   * @return whether it is none of those that are remembered
   */
  public boolean add(Event event) {
    long oldest = newest - source.deduplicateWithin().toMillis();
    boolean repeated =
        event.identified()
            && event.timestamp() >= oldest
            && firsts.stream()
                .anyMatch(
                    first ->
                        first.identified()
                            && first.timestamp() >= oldest
                            && Arrays.equals(first.tie(), event.tie()));
    if (!repeated) {
      newest = Math.max(newest, event.timestamp());
      firsts.add(event);
    }
    return !repeated;
  }

  /** All that are no repeats. */
  public List<Event> firsts() {
    return firsts;
  }
}
