package dev.freshet.features.fold;

import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;

/** An event that is ahead of the clock: it counts as soon as the clock has passed it. */
record PendingEvent(Source source, Event event) implements Comparable<PendingEvent> {

  @Override
  public int compareTo(PendingEvent other) {
    return event.compareTo(other.event);
  }
}
