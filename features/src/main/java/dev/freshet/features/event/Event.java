package dev.freshet.features.event;

import java.util.Arrays;

/**
 * One immutable fact at one instant, as its source declares it.
 *
 * <p>Events are ordered by {@code (timestamp, tie)}, the tie as unsigned bytes. The tie is the
 * event id in UTF-8 where the event has one ({@link #identified()}), else a hash of its declared
 * fields ({@link FieldsHash}). The arrays are not copied: nobody changes them.
 */
public final class Event implements Comparable<Event> {

  private final long timestamp;
  private final boolean identified;
  private final byte[] tie;
  private final Object[] slots;

  /**
   * @param timestamp epoch milliseconds
   * @param identified whether the tie is the event's id, by which it can be known again
   * @param slots one value per declared field, in the order of declaration; {@code null} where the
   *     event has none
   */
  public Event(long timestamp, boolean identified, byte[] tie, Object[] slots) {
    this.timestamp = timestamp;
    this.identified = identified;
    this.tie = tie;
    this.slots = slots;
  }

  /** Epoch milliseconds. */
  public long timestamp() {
    return timestamp;
  }

  /** Whether the source names an id and this event has it. */
  public boolean identified() {
    return identified;
  }

  public byte[] tie() {
    return tie;
  }

  /** The values of the declared fields, {@code null} where there is none. Not a copy. */
  public Object[] slots() {
    return slots;
  }

  @Override
  public int compareTo(Event other) {
    return timestamp == other.timestamp
        ? Arrays.compareUnsigned(tie, other.tie)
        : Long.compare(timestamp, other.timestamp);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Event that
        && timestamp == that.timestamp
        && identified == that.identified
        && Arrays.equals(tie, that.tie)
        && Arrays.equals(slots, that.slots);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(timestamp) * 31 + Arrays.hashCode(tie);
  }

  @Override
  public String toString() {
    return "Event[" + timestamp + ", " + Arrays.toString(slots) + "]";
  }
}
