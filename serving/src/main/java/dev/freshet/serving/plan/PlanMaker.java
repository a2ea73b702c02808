package dev.freshet.serving.plan;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.row.RowReader;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.serving.metric.ServingMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Map<Entity, List<Feature>> byEntity = new LinkedHashMap<>();
    Map<String, Integer> places = new HashMap<>();
    for (Feature feature : features) {
      List<Feature> ofEntity =
          byEntity.computeIfAbsent(entityOf.get(feature.view()), entity -> new ArrayList<>());
      if (places.putIfAbsent(feature.fullName(), ofEntity.size()) == null) {
        ofEntity.add(feature);
      }
    }
    List<Entity> entities = List.copyOf(byEntity.keySet());
    Set<Entity.JoinKey> distinct = new LinkedHashSet<>();
    entities.forEach(entity -> distinct.addAll(entity.joinKeys()));
    List<Entity.JoinKey> joinKeys = List.copyOf(distinct);

    int[] part = new int[features.size()];
    int[] place = new int[features.size()];
    for (int i = 0; i < part.length; i++) {
      part[i] = entities.indexOf(entityOf.get(features.get(i).view()));
      place[i] = places.get(features.get(i).fullName());
    }
    List<Part> parts =
        entities.stream().map(entity -> part(entity, byEntity.get(entity), joinKeys)).toList();
    return new Plan(features, parts, part, place, joinKeys);
  }

  private Part part(Entity entity, List<Feature> features, List<Entity.JoinKey> joinKeys) {
    return new Part(
        project,
        entity,
        entity.joinKeys().stream().mapToInt(joinKeys::indexOf).toArray(),
        new RowReader(schemas, features),
        new PartMeter(metrics, entity, features));
  }
}
