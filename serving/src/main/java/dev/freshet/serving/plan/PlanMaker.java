package dev.freshet.serving.plan;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.OnDemandFeature.Operand;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.row.RowReader;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.serving.metric.ServingMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes plans: sorts features by entity, each once. */
final class PlanMaker {

  private final String project;
  private final Map<String, Entity> entityOf;
  private final ViewSchemas schemas;
  private final ServingMetrics metrics;

  PlanMaker(Repository repository, ViewSchemas schemas, ServingMetrics metrics) {
    this.project = repository.project();
    this.entityOf =
        repository.views().stream()
            .collect(Collectors.toMap(FeatureView::name, FeatureView::entity));
    this.schemas = schemas;
    this.metrics = metrics;
  }

  Plan plan(List<Feature> features) {
    Map<Entity, List<AggregatedFeature>> byEntity = new LinkedHashMap<>();
    for (Feature feature : features) {
      for (AggregatedFeature aggregated : feature.aggregated()) {
        List<AggregatedFeature> ofEntity =
            byEntity.computeIfAbsent(entityOf.get(aggregated.view()), entity -> new ArrayList<>());
        if (!ofEntity.contains(aggregated)) {
          ofEntity.add(aggregated);
        }
      }
    }
    List<Entity> entities = List.copyOf(byEntity.keySet());
    Map<AggregatedFeature, Origin> stored = new HashMap<>();
    for (int part = 0; part < entities.size(); part++) {
      List<AggregatedFeature> ofEntity = byEntity.get(entities.get(part));
      for (int place = 0; place < ofEntity.size(); place++) {
        stored.put(ofEntity.get(place), new Origin.Stored(part, place));
      }
    }
    List<ContextField> context =
        features.stream().flatMap(feature -> feature.context().stream()).distinct().toList();
    List<Entity.JoinKey> joinKeys =
        entities.stream().flatMap(entity -> entity.joinKeys().stream()).distinct().toList();
    List<Part> parts =
        entities.stream().map(entity -> part(entity, byEntity.get(entity), joinKeys)).toList();
    return new Plan(features, origins(features, stored, context), parts, joinKeys, context);
  }

  private static List<Origin> origins(
      List<Feature> features, Map<AggregatedFeature, Origin> stored, List<ContextField> context) {
    List<Origin> origins = new ArrayList<>();
    int computed = 0;
    for (Feature feature : features) {
      if (feature instanceof OnDemandFeature onDemand) {
        List<Origin> operands =
            onDemand.operands().stream().map(o -> operand(o, stored, context)).toList();
        origins.add(new Origin.Computed(onDemand, computed++, operands));
      } else {
        origins.add(stored.get((AggregatedFeature) feature));
      }
    }
    return origins;
  }

  private static Origin operand(
      Operand operand, Map<AggregatedFeature, Origin> stored, List<ContextField> context) {
    return operand instanceof Operand.OfFeature of
        ? stored.get(of.feature())
        : new Origin.Brought(context.indexOf(((Operand.OfContext) operand).field()));
  }

  private Part part(
      Entity entity, List<AggregatedFeature> features, List<Entity.JoinKey> joinKeys) {
    return new Part(
        project,
        entity,
        entity.joinKeys().stream().mapToInt(joinKeys::indexOf).toArray(),
        new RowReader(schemas, features),
        new PartMeter(metrics, entity, features));
  }
}
