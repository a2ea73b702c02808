package dev.freshet.features.fold;

import java.util.List;

/**
 * A run of a view's events without a pause of its {@code ttl} or more, and what is kept of them. A
 * view without a {@code ttl} has one at most. Mutable, not thread-safe.
 */
final class Segment {

  private long first;
  private long last;
  private final List<DefinitionState> states;

  /**
   * A segment of some events.
   *
   * @param first the time of its first event
   * @param last the time of its last event
   * @param states one per definition of the view, in order
   */
  Segment(long first, long last, List<DefinitionState> states) {
    this.first = first;
    this.last = last;
    this.states = List.copyOf(states);
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  List<DefinitionState> states() {
    return states;
  }

  /** Whether an event of that time belongs to the run. */
  boolean joins(long timestamp, long ttlMillis) {
    return timestamp > first - ttlMillis && timestamp < last + ttlMillis;
  }

  void reach(long timestamp) {
    first = Math.min(first, timestamp);
    last = Math.max(last, timestamp);
  }

  void merge(Segment other) {
    reach(other.first);
    reach(other.last);
    for (int i = 0; i < states.size(); i++) {
      states.get(i).merge(other.states.get(i));
    }
  }

  void advance(long now) {
    for (DefinitionState state : states) {
      state.advance(now);
    }
  }

  int heapBytes() {
    int bytes = 48;
    for (DefinitionState state : states) {
      bytes += state.heapBytes();
    }
    return bytes;
  }
}
