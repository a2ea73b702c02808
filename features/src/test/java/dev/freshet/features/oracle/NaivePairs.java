package dev.freshet.features.oracle;

import dev.freshet.features.definition.Pairs;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pairs of a source's events, found by looking at all of a person's events for each of them.
 */
public final class NaivePairs {

  private static final Duration LATEST = Duration.ofDays(1);

  private final Pairs pairs;
  private final int by;
  private final int of;
  private final Map<Object, List<Event>> events = new TreeMap<>();

  /**
   * Pairs yet without events.
   *
   * @param source of pairs
   */
  public NaivePairs(Source source) {
    this.pairs = source.pairs().orElseThrow();
    this.by = pairs.source().slot(pairs.by().name()).orElseThrow();
    this.of = pairs.source().slot(pairs.of().name()).orElseThrow();
  }

  /** Takes in the next event, in the order of arrival. */
  public void take(Event event) {
    if (event.slots()[by] == null
        || event.slots()[of] == null
        || (pairs.where().isPresent()
            && !Boolean.TRUE.equals(pairs.where().get().evaluate(event.slots())))) {
      return;
    }
    List<Event> own = events.computeIfAbsent(event.slots()[by], unused -> new ArrayList<>());
    long newest = own.stream().mapToLong(Event::timestamp).max().orElse(Long.MIN_VALUE / 2);
    boolean repeated =
        event.identified()
            && own.stream().anyMatch(e -> e.identified() && Arrays.equals(e.tie(), event.tie()));
    if (!repeated && event.timestamp() >= newest - LATEST.toMillis()) {
      own.add(event);
    }
  }

  /** All pairs, as events of the source of pairs. */
  public List<Event> pairs() {
    List<Event> made = new ArrayList<>();
    events.values().forEach(own -> pairs(own.stream().sorted().toList(), made));
    return made;
  }

  private void pairs(List<Event> sorted, List<Event> made) {
    for (int i = 0; i < sorted.size(); i++) {
      Event later = sorted.get(i);
      List<Object> values = new ArrayList<>();
      for (int j = i - 1; j >= 0 && values.size() < pairs.k(); j--) {
        Object value = sorted.get(j).slots()[of];
        if (later.timestamp() - sorted.get(j).timestamp() <= pairs.within().toMillis()
            && !value.equals(later.slots()[of])
            && !values.contains(value)) {
          values.add(value);
        }
      }
      for (Object value : values) {
        made.add(pair(later, later.slots()[of], value));
        made.add(pair(later, value, later.slots()[of]));
      }
    }
  }

  private static Event pair(Event later, Object one, Object other) {
    String id = new String(later.tie(), StandardCharsets.ISO_8859_1);
    return new Event(
        later.timestamp(),
        later.identified(),
        (id + " " + one + " " + other).getBytes(StandardCharsets.ISO_8859_1),
        new Object[] {one, other});
  }
}
