package dev.freshet.features.row;

import dev.freshet.features.timeline.EncodedTimeline;
import java.util.List;

/**
 * One view's part of a row.
 *
 * @param fingerprint of the view's schema
 * @param lives when the view is not as if there had been no event; empty without a {@code ttl}
 * @param timelines one per feature, in the schema's order
 */
public record Section(long fingerprint, List<Life> lives, List<EncodedTimeline> timelines) {

  public Section {
    lives = List.copyOf(lives);
    timelines = List.copyOf(timelines);
  }

  /**
   * From an instant on, the events known then keep the view alive up to another, exclusive.
   *
   * @param until {@link #NO_EVENT} where there is none to keep it alive, nor to expire
   */
  public record Life(long from, long until) {

    public static final long NO_EVENT = Long.MAX_VALUE;
  }
}
