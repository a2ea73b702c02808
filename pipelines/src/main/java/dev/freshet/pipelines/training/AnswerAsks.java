package dev.freshet.pipelines.training;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Source;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.pipelines.sort.Sortable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Folds the facts of one entity after another, in order, and answers what is asked between them. At
 * any time it holds the state of one entity, or of the few that share a place in the order.
 */
final class AnswerAsks extends RichFlatMapFunction<Sortable, Sortable> {

  private static final long serialVersionUID = 1L;

  /** Between two of them, an entity's state grows; then what nobody can see any more is let go. */
  private static final int FACTS_BETWEEN_ADVANCES = 256;

  private final TrainingPlan plan;
  private final Map<String, One> ones = new HashMap<>();

  private transient List<Source> sources;
  private transient List<Needs.Part> parts;
  private transient EntityFold[] folds;
  private transient LongCounter answers;
  private long place;

  AnswerAsks(TrainingPlan plan) {
    this.plan = plan;
  }

  @Override
  public void open(OpenContext context) {
    Needs needs = plan.needs();
    sources = needs.repository().sources();
    parts = needs.parts();
    folds =
        parts.stream()
            .map(part -> EntityFold.of(needs.repository(), part.entity()))
            .toArray(EntityFold[]::new);
    answers = getRuntimeContext().getLongCounter(Tally.ANSWERS);
  }

  @Override
  public void flatMap(Sortable next, Collector<Sortable> out) {
    if (next.major() != place) {
      place = next.major();
      ones.clear();
    }
    if (Ask.is(next)) {
      Ask ask = Ask.of(next);
      Object[] values = one(ask.part(), ask.key()).values(ask.instant());
      out.collect(new Answer(ask.row(), ask.part(), values).sortable());
      answers.add(1);
    } else {
      Fact fact = Fact.of(next);
      one(fact.part(), fact.key()).take(fact);
    }
  }

  private One one(int part, String key) {
    return ones.computeIfAbsent(part + " " + key, unused -> new One(part));
  }

  /** One entity. */
  private final class One {

    private final EntityFold fold;
    private final List<AggregatedFeature> features;
    private final EntityState state;
    private int taken;

    One(int part) {
      fold = folds[part];
      features = parts.get(part).features();
      state = fold.create();
    }

    /** From here on nobody asks for an instant at which it is not known. */
    void take(Fact fact) {
      long now = fact.known() + 1;
      fold.fold(state, sources.get(fact.source()), fact.event(), now, FoldMeter.NONE);
      taken++;
      if (taken % FACTS_BETWEEN_ADVANCES == 0) {
        fold.advance(state, now);
      }
    }

    Object[] values(long instant) {
      Object[] values = new Object[features.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = fold.value(state, features.get(i), instant);
      }
      return values;
    }
  }
}
