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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one subtask counts of an entity's events. */
final class EntityCounts implements FoldMeter {

  private final CheckpointedCounts counts;
  private final String entity;
  private final List<Map<Outcome, Count>> outcomes = new ArrayList<>();
  private final Count unchecked;
  private final Map<String, Count> byFeature = new HashMap<>();

  EntityCounts(CheckpointedCounts counts, Repository repository, Entity entity) {
    this.counts = counts;
    this.entity = entity.name();
    for (Source source : repository.sources()) {
      Map<Outcome, Count> ofSource = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        String word = outcome.name().toLowerCase(Locale.ROOT);
        ofSource.put(
            outcome, counts.count(RouteFunction.RECORDS, "source", source.name(), "outcome", word));
      }
      outcomes.add(ofSource);
    }
    this.unchecked = counts.count("freshet_unchecked_events", "entity", entity.name());
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
    count("freshet_failed_expressions", view, definition.name()).add();
  }

  @Override
  public void failedWhere(FeatureView view) {
    count("freshet_failed_expressions", view, "where").add();
  }

  @Override
  public void letGo(FeatureView view, FeatureDefinition definition, int keys) {
    count("freshet_keys_let_go", view, definition.name()).add(keys);
  }

  @Override
  public void unchecked() {
    unchecked.add();
  }

  private Count count(String metric, FeatureView view, String feature) {
    String path = metric + " " + view.name() + " " + feature;
    return byFeature.computeIfAbsent(
        path,
        first -> counts.count(metric, "entity", entity, "view", view.name(), "feature", feature));
  }
}
