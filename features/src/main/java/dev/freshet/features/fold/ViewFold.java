package dev.freshet.features.fold;

import dev.freshet.features.bytes.StableId;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.event.Event;
import dev.freshet.features.expression.Expression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How one view takes in events. Immutable. */
final class ViewFold {

  /** The {@code ttl} of a view that has none: longer than any pause. */
  static final long NO_TTL = Long.MAX_VALUE / 4;

  /**
   * Segments are kept so many times the {@code ttl} back from the newest event: while no event is
   * later than that, the order of arrival does not matter.
   */
  private static final int TTLS_KEPT = 64;

  /** So many are kept in any case. */
  private static final int SEGMENTS_KEPT = 4;

  private final FeatureView view;
  private final Expression where;
  private final long ttlMillis;
  private final List<DefinitionFold> definitions;
  private final int featureCount;
  private final long id;

  ViewFold(FeatureView view) {
    this.view = view;
    this.where = view.where().orElse(null);
    this.ttlMillis = view.ttl().map(Duration::toMillis).orElse(NO_TTL);
    this.definitions =
        view.definitions().stream()
            .map(definition -> new DefinitionFold(view, definition))
            .toList();
    this.featureCount = view.features().size();
    this.id = StableId.of(view.canonical());
  }

  FeatureView view() {
    return view;
  }

  long id() {
    return id;
  }

  /** Where the definition is, most likely the very one of this view. */
  @SuppressWarnings("ReferenceEquality")
  int place(FeatureDefinition definition) {
    List<FeatureDefinition> all = view.definitions();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == definition) {
        return i;
      }
    }
    return all.indexOf(definition);
  }

  List<DefinitionFold> definitions() {
    return definitions;
  }

  int featureCount() {
    return featureCount;
  }

  boolean hasTtl() {
    return ttlMillis != NO_TTL;
  }

  long ttlMillis() {
    return ttlMillis;
  }

  /** Whether its rows are kept for ever. */
  boolean endless() {
    return !hasTtl() && definitions.stream().anyMatch(DefinitionFold::hasLifetime);
  }

  /**
   * Whether a reader at {@code now} or later may see an event of that time. With a {@code ttl} it
   * may always: at least that there was an event, long ago.
   */
  boolean sees(long timestamp, long now) {
    if (hasTtl()) {
      return true;
    }
    for (DefinitionFold definition : definitions) {
      if (timestamp >= definition.far(now)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes in an event that is before the clock.
   *
   * @param clock the instant from which readers look
   */
  void fold(ViewState state, Event event, long clock, FoldMeter meter) {
    if (where != null) {
      Object passes = where.evaluate(event.slots());
      if (!Boolean.TRUE.equals(passes)) {
        if (passes == Expression.FAILED) {
          meter.failedWhere(view);
        }
        return;
      }
    }
    List<DefinitionState> states = segment(state, event.timestamp(), clock).states();
    for (int i = 0; i < definitions.size(); i++) {
      definitions.get(i).fold(states.get(i), event, meter);
    }
  }

  /** The segment that the event joins, perhaps a new one, perhaps two made one by it. */
  private Segment segment(ViewState state, long timestamp, long clock) {
    List<Segment> segments = state.segments();
    Segment joined = null;
    int i = segments.size() - 1;
    while (i >= 0 && segments.get(i).last() + ttlMillis > timestamp) {
      Segment segment = segments.get(i);
      if (segment.joins(timestamp, ttlMillis)) {
        if (joined != null) {
          segment.merge(joined);
          segments.remove(i + 1);
        }
        joined = segment;
      }
      i--;
    }
    if (joined == null) {
      List<DefinitionState> states = new ArrayList<>(definitions.size());
      for (DefinitionFold definition : definitions) {
        states.add(definition.create(clock));
      }
      joined = new Segment(timestamp, timestamp, states);
      segments.add(i + 1, joined);
    }
    joined.reach(timestamp);
    forgetOld(segments);
    return joined;
  }

  /** Lets go the segments that only events could join which are later than is allowed for. */
  private void forgetOld(List<Segment> segments) {
    int most = segments.size() - SEGMENTS_KEPT;
    if (most <= 0) {
      return;
    }
    long since = segments.get(segments.size() - 1).last() - TTLS_KEPT * ttlMillis;
    int gone = 0;
    while (gone < most && segments.get(gone + 1).first() <= since) {
      gone++;
    }
    segments.subList(0, gone).clear();
  }
}
