package dev.freshet.pipelines.training;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.pair.PairFold;
import dev.freshet.features.pair.PairMeter;
import dev.freshet.features.pair.PairState;
import dev.freshet.pipelines.route.EntityRoute;
import dev.freshet.pipelines.sort.Sortable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Makes pairs of the events of one person after another, in order, and tells each to its entities.
 * The parts of these facts are places of sources of pairs among the repository's.
 */
final class MakePairs extends RichFlatMapFunction<Sortable, Sortable> {

  private static final long serialVersionUID = 1L;

  private final TrainingPlan plan;
  private final Map<String, PairState> states = new HashMap<>();

  private transient Repository repository;
  private transient List<String> parts;
  private transient Map<Integer, PairFold> folds;
  private long place;

  MakePairs(TrainingPlan plan) {
    this.plan = plan;
  }

  @Override
  public void open(OpenContext context) {
    Needs needs = plan.needs();
    repository = needs.repository();
    parts = needs.parts().stream().map(part -> part.entity().name()).toList();
    folds = new HashMap<>();
  }

  @Override
  public void flatMap(Sortable next, Collector<Sortable> out) {
    if (next.major() != place) {
      place = next.major();
      states.clear();
    }
    Fact fact = Fact.of(next);
    Source source = repository.sources().get(fact.part());
    PairFold fold = folds.computeIfAbsent(fact.part(), unused -> new PairFold(source));
    PairState state =
        states.computeIfAbsent(fact.part() + " " + fact.key(), unused -> PairState.create());
    for (Event pair : fold.take(state, fact.event(), PairMeter.NONE)) {
      tell(source, pair, fact, out);
    }
  }

  private void tell(Source source, Event pair, Fact of, Collector<Sortable> out) {
    long known = pair.timestamp() + plan.lag().toMillis();
    for (EntityRoute route : EntityRoute.of(repository, source)) {
      Optional<String> key = route.key(pair);
      if (key.isPresent()) {
        int part = parts.indexOf(route.entity().name());
        out.collect(
            new Fact(part, key.get(), of.part(), pair, known, of.file(), of.number()).sortable());
      }
    }
  }
}
