package dev.freshet.pipelines.entity;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.fold.Outcome;
import dev.freshet.pipelines.count.CheckpointedCounts;
import dev.freshet.pipelines.count.CheckpointedCounts.Count;
import dev.freshet.pipelines.route.RouteFunction;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one subtask counts of an entity's events. */
final class EntityCounts implements FoldMeter {

  private static final String FAILED = "freshet_failed_expressions";
  private static final String LET_GO = "freshet_keys_let_go";

  /** Pairs are no records. */
  private static final Map<Outcome, Count> NOT_COUNTED = Map.of();

  private final CheckpointedCounts counts;
  private final String entity;
  private final List<Map<Outcome, Count>> outcomes;
  private final Count unchecked;

  // Definitions are equal only where they are the same, and costly to hash.
  private final IdentityHashMap<Object, Count> failed = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Count> letGo = new IdentityHashMap<>();

  EntityCounts(CheckpointedCounts counts, Repository repository, Entity entity) {
    this.counts = counts;
    this.entity = entity.name();
    this.outcomes =
        repository.sources().stream()
            .map(source -> source.pairs().isEmpty() ? outcomes(counts, source) : NOT_COUNTED)
            .toList();
    this.unchecked = counts.count("freshet_unchecked_events", "entity", entity.name());
  }

  private static Map<Outcome, Count> outcomes(CheckpointedCounts counts, Source source) {
    Map<Outcome, Count> byOutcome = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      String word = outcome.name().toLowerCase(Locale.ROOT);
      byOutcome.put(
          outcome, counts.count(RouteFunction.RECORDS, "source", source.name(), "outcome", word));
    }
    return byOutcome;
  }

  /** A record is counted at this entity. */
  void record(int source, Outcome outcome) {
    outcomes.get(source).get(outcome).add();
  }

  void snapshot() throws Exception {
    counts.snapshot();
  }

  @Override
  public void failed(FeatureView view, FeatureDefinition definition) {
    failed.computeIfAbsent(definition, first -> count(FAILED, view, definition.name())).add();
  }

  @Override
  public void failedWhere(FeatureView view) {
    failed.computeIfAbsent(view, first -> count(FAILED, view, "where")).add();
  }

  @Override
  public void letGo(FeatureView view, FeatureDefinition definition, int keys) {
    letGo.computeIfAbsent(definition, first -> count(LET_GO, view, definition.name())).add(keys);
  }

  @Override
  public void unchecked() {
    unchecked.add();
  }

  private Count count(String metric, FeatureView view, String feature) {
    return counts.count(metric, "entity", entity, "view", view.name(), "feature", feature);
  }
}
