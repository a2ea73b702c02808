package dev.freshet.features.pair;

import dev.freshet.features.definition.Pairs;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.expression.Expression;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Pairs the events of one person, say: each with the latest {@code k} different values that others
 * before it had, within some time. A pair is two events at the instant of the later one, so that
 * each of the two values has the other. Immutable and thread-safe; the states are not.
 *
 * <p>There are the same pairs in whatever order events come, as long as {@link #LATEST} and {@link
 * #MOST_SEEN} do not bind, nor {@code k}: a late event is paired with those after it too.
 */
public final class PairFold {

  /** How far behind its person's newest event one may be, and is still paired. */
  public static final Duration LATEST = Duration.ofDays(1);

  /** How many events of one person are remembered at most, the latest ones. */
  public static final int MOST_SEEN = 256;

  private final Pairs pairs;
  private final Expression where;
  private final int slot;
  private final long withinMillis;

  /**
   * A fold of the pairs of a source.
   *
   * @param source of pairs
   */
  public PairFold(Source source) {
    this.pairs = source.pairs().orElseThrow();
    this.where = pairs.where().orElse(null);
    this.slot = pairs.source().slot(pairs.of().name()).orElseThrow();
    this.withinMillis = pairs.within().toMillis();
  }

  /**
   * For how long what one event left may be of use, once nothing else comes: afterwards the state
   * may be dropped.
   */
  public Duration remembered() {
    return LATEST.plus(pairs.within());
  }

  /**
   * Takes in an event.
   *
   * @param event of the source whose events are paired
   * @return the pairs that it makes, events of the source of pairs
   */
  public List<Event> take(PairState state, Event event, PairMeter meter) {
    Optional<Seen> found = paired(event, meter);
    List<Seen> seen = state.seen();
    if (found.isEmpty() || seen.stream().anyMatch(found.get()::isRepeatOf)) {
      return List.of();
    }
    Seen taken = found.get();
    if (isTooLate(seen, taken)) {
      meter.tooLate();
      return List.of();
    }
    int place = Collections.binarySearch(seen, taken);
    int at = place < 0 ? -place - 1 : place;
    List<Event> made = new ArrayList<>();
    partners(seen, at, taken).forEach(value -> add(made, taken, value));
    List<Seen> before = List.copyOf(seen.subList(at, seen.size()));
    List<List<Object>> had = new ArrayList<>();
    for (int i = 0; i < before.size() && isNear(taken, before.get(i)); i++) {
      had.add(partners(seen, at + i, before.get(i)));
    }
    seen.add(at, taken);
    for (int i = 0; i < had.size(); i++) {
      Seen later = before.get(i);
      if (!had.get(i).contains(taken.value())
          && partners(seen, at + 1 + i, later).contains(taken.value())) {
        add(made, later, taken.value());
      }
    }
    forget(seen);
    return made;
  }

  private Optional<Seen> paired(Event event, PairMeter meter) {
    Object value = event.slots()[slot];
    if (value == null) {
      return Optional.empty();
    }
    if (where != null) {
      Object passes = where.evaluate(event.slots());
      if (passes == Expression.FAILED) {
        meter.failedWhere();
      }
      if (!Boolean.TRUE.equals(passes)) {
        return Optional.empty();
      }
    }
    return Optional.of(Seen.of(event, value));
  }

  private static boolean isTooLate(List<Seen> seen, Seen taken) {
    if (seen.isEmpty()) {
      return false;
    }
    long newest = seen.get(seen.size() - 1).timestamp();
    return taken.timestamp() < newest - LATEST.toMillis()
        || (seen.size() >= MOST_SEEN && taken.compareTo(seen.get(0)) < 0);
  }

  private boolean isNear(Seen earlier, Seen later) {
    return later.timestamp() - earlier.timestamp() <= withinMillis;
  }

  /** The values that an event is paired with, the latest first, of those before a place. */
  private List<Object> partners(List<Seen> seen, int end, Seen of) {
    List<Object> values = new ArrayList<>();
    for (int i = end - 1; i >= 0 && values.size() < pairs.k() && isNear(seen.get(i), of); i--) {
      Object value = seen.get(i).value();
      if (!value.equals(of.value()) && !values.contains(value)) {
        values.add(value);
      }
    }
    return values;
  }

  private static void add(List<Event> made, Seen later, Object other) {
    made.add(event(later, later.value(), other));
    made.add(event(later, other, later.value()));
  }

  /** It is known again by the later event's id and by what is paired. */
  private static Event event(Seen later, Object one, Object other) {
    ByteArrayOutputStream tie = new ByteArrayOutputStream(later.tie().length + 32);
    tie.writeBytes(later.tie());
    tie.write(' ');
    tie.writeBytes(one.toString().getBytes(StandardCharsets.UTF_8));
    tie.write(' ');
    tie.writeBytes(other.toString().getBytes(StandardCharsets.UTF_8));
    Object[] slots = new Object[2];
    slots[Pairs.ONE] = one;
    slots[Pairs.OTHER_ONE] = other;
    return new Event(later.timestamp(), later.identified(), tie.toByteArray(), slots);
  }

  private void forget(List<Seen> seen) {
    long oldest = seen.get(seen.size() - 1).timestamp() - remembered().toMillis();
    int gone = Math.max(0, seen.size() - MOST_SEEN);
    while (seen.get(gone).timestamp() < oldest) {
      gone++;
    }
    seen.subList(0, gone).clear();
  }
}
