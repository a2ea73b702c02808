package dev.freshet.features.oracle;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.event.Event;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The naive evaluator: what a feature's value at an instant means, found by scanning all events of
 * one entity. It shares definitions and expressions with the engine, and nothing else.
 */
public final class Oracle {

  private Oracle() {}

  /** One event as a definition sees it: what {@code value} and {@code by} gave. */
  record Seen(long timestamp, Object value, Object keys) {}

  /**
   * The value at {@code t}.
   *
   * @param events all events of the view's source that belong to the entity and are no repeats
   */
  public static Expected value(
      FeatureView view, AggregatedFeature feature, List<Event> events, long t) {
    List<Event> passing =
        events.stream().filter(event -> holds(view.where(), event)).sorted().toList();
    List<Event> alive = lastRun(view, passing, t);
    List<Seen> seen = new ArrayList<>();
    for (Event event : alive) {
      if (inWindow(feature, event.timestamp(), t)) {
        seen(feature.definition(), event).ifPresent(seen::add);
      }
    }
    boolean expired = expired(view, passing, t);
    return Naive.of(feature.definition().aggregation(), seen, t).expired(expired);
  }

  /** Whether the view's {@code ttl} has passed. */
  private static boolean expired(FeatureView view, List<Event> passing, long t) {
    Optional<Event> last = passing.stream().filter(e -> e.timestamp() < t).reduce((a, b) -> b);
    return view.ttl().isPresent()
        && last.isPresent()
        && t >= last.get().timestamp() + view.ttl().get().toMillis();
  }

  /**
   * The events before {@code t} since the last pause of a {@code ttl}; none once that has passed.
   */
  private static List<Event> lastRun(FeatureView view, List<Event> passing, long t) {
    List<Event> run = new ArrayList<>();
    long ttl = view.ttl().map(Duration::toMillis).orElse(Long.MAX_VALUE / 4);
    long last = Long.MIN_VALUE / 2;
    for (Event event : passing) {
      if (event.timestamp() >= t) {
        break;
      }
      if (event.timestamp() >= last + ttl) {
        run.clear();
      }
      run.add(event);
      last = event.timestamp();
    }
    return t >= last + ttl ? List.of() : run;
  }

  private static boolean inWindow(AggregatedFeature feature, long timestamp, long t) {
    Optional<Window> window = feature.span().window();
    if (window.isEmpty()) {
      return true;
    }
    long hop = hop(window.get().millis());
    return timestamp >= Math.floorDiv(t - window.get().millis(), hop) * hop;
  }

  private static long hop(long windowMillis) {
    long[] hops = {
      86_400_000, 43_200_000, 10_800_000, 1_800_000, 300_000, 60_000, 30_000, 5_000, 1_000
    };
    for (long hop : hops) {
      if (hop * 48 <= windowMillis) {
        return hop;
      }
    }
    return 1_000;
  }

  private static Optional<Seen> seen(FeatureDefinition definition, Event event) {
    if (!holds(definition.where(), event)) {
      return Optional.empty();
    }
    Object value = definition.value().map(e -> e.evaluate(event.slots())).orElse(null);
    Object keys = definition.by().map(e -> e.evaluate(event.slots())).orElse(null);
    return value == Expression.FAILED || keys == Expression.FAILED
        ? Optional.empty()
        : Optional.of(new Seen(event.timestamp(), value, keys));
  }

  private static boolean holds(Optional<Expression> where, Event event) {
    return where.isEmpty() || Boolean.TRUE.equals(where.get().evaluate(event.slots()));
  }
}
