package dev.freshet.pipelines.route;

import dev.freshet.features.definition.Pairs;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.row.EntityKey;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.OutputTag;

/**
 * The way of one source's events to where some pairs of them are made: which are told there, and
 * whose they are. Immutable.
 *
 * @param source of pairs
 * @param slot of what the events of a pair have in common
 */
public record PairRoute(Source source, int slot) {

  /** The ways to some sources of pairs. */
  public static List<PairRoute> of(List<Source> pairs) {
    return pairs.stream().map(PairRoute::to).toList();
  }

  private static PairRoute to(Source source) {
    Pairs pairs = source.pairs().orElseThrow();
    return new PairRoute(source, pairs.source().slot(pairs.by().name()).orElseThrow());
  }

  /** The side output on which events go to where the pairs are made. */
  public static OutputTag<RoutedEvent> output(Source source) {
    return new OutputTag<>("pairs " + source.name(), RoutedEvent.TYPE);
  }

  /** Whose event it is; empty where nobody is named. */
  public Optional<String> key(Event event) {
    Object by = event.slots()[slot];
    return by == null ? Optional.empty() : Optional.of(EntityKey.of(List.of(by)));
  }
}
