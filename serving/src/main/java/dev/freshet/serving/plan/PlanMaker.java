package dev.freshet.serving.plan;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.Feature;
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
import java.util.stream.Stream;

/** Makes plans: sorts features by entity and by external view, each once. */
final class PlanMaker {

  private final String project;
  private final Map<String, Entity> entityOf = new HashMap<>();
  private final ViewSchemas schemas;
  private final ServingMetrics metrics;

  PlanMaker(Repository repository, ViewSchemas schemas, ServingMetrics metrics) {
    this.project = repository.project();
    repository.views().forEach(view -> entityOf.put(view.name(), view.entity()));
    repository.externalViews().forEach(view -> entityOf.put(view.name(), view.entity()));
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
    Map<Feature, Origin> origins = new HashMap<>();
    for (int part = 0; part < entities.size(); part++) {
      List<AggregatedFeature> ofEntity = byEntity.get(entities.get(part));
      for (int place = 0; place < ofEntity.size(); place++) {
        origins.put(ofEntity.get(place), new Origin.Stored(part, place));
      }
    }
    Map<String, List<ExternalFeature>> byView = byView(features, origins);
    List<ContextField> context =
        features.stream().flatMap(feature -> feature.context().stream()).distinct().toList();
    List<Entity.JoinKey> joinKeys =
        Stream.concat(entities.stream(), byView.keySet().stream().map(entityOf::get))
            .flatMap(entity -> entity.joinKeys().stream())
            .distinct()
            .toList();
    List<Part> parts =
        entities.stream().map(entity -> part(entity, byEntity.get(entity), joinKeys)).toList();
    List<ExternalPart> external =
        byView.entrySet().stream()
            .map(view -> external(view.getKey(), view.getValue(), joinKeys))
            .toList();
    return new Plan(
        features, origins(features, origins, context), parts, external, joinKeys, context);
  }

  /** The features of other servers by view, whose origins are added. */
  private static Map<String, List<ExternalFeature>> byView(
      List<Feature> features, Map<Feature, Origin> origins) {
    Map<String, List<ExternalFeature>> byView = new LinkedHashMap<>();
    features.stream()
        .flatMap(feature -> feature.external().stream())
        .distinct()
        .forEach(
            feature ->
                byView.computeIfAbsent(feature.view(), view -> new ArrayList<>()).add(feature));
    int part = 0;
    for (List<ExternalFeature> ofView : byView.values()) {
      for (int place = 0; place < ofView.size(); place++) {
        origins.put(ofView.get(place), new Origin.Fetched(part, place));
      }
      part++;
    }
    return byView;
  }

  private static List<Origin> origins(
      List<Feature> features, Map<Feature, Origin> known, List<ContextField> context) {
    List<Origin> origins = new ArrayList<>();
    int computed = 0;
    for (Feature feature : features) {
      if (feature instanceof OnDemandFeature onDemand) {
        List<Origin> operands =
            onDemand.operands().stream().map(o -> operand(o, known, context)).toList();
        origins.add(new Origin.Computed(onDemand, computed++, operands));
      } else {
        origins.add(known.get(feature));
      }
    }
    return origins;
  }

  private static Origin operand(
      Operand operand, Map<Feature, Origin> known, List<ContextField> context) {
    if (operand instanceof Operand.OfFeature of) {
      return known.get(of.feature());
    } else if (operand instanceof Operand.OfExternal of) {
      return known.get(of.feature());
    }
    return new Origin.Brought(context.indexOf(((Operand.OfContext) operand).field()));
  }

  private ExternalPart external(
      String view, List<ExternalFeature> features, List<Entity.JoinKey> joinKeys) {
    Entity entity = entityOf.get(view);
    return new ExternalPart(
        view,
        entity,
        entity.joinKeys().stream().mapToInt(joinKeys::indexOf).toArray(),
        features,
        new ValueMeter(metrics, view));
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
