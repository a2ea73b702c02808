package dev.freshet.features.pair;

import dev.freshet.features.event.Event;
import java.util.Arrays;

/**
 * An event that may yet be paired.
 *
 * @param value what it is about
 */
record Seen(long timestamp, boolean identified, byte[] tie, Object value)
    implements Comparable<Seen> {

  static Seen of(Event event, Object value) {
    return new Seen(event.timestamp(), event.identified(), event.tie(), value);
  }

  boolean isRepeatOf(Seen other) {
    return identified && other.identified && Arrays.equals(tie, other.tie);
  }

  @Override
  public int compareTo(Seen other) {
    return timestamp == other.timestamp
        ? Arrays.compareUnsigned(tie, other.tie)
        : Long.compare(timestamp, other.timestamp);
  }
}
