package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.OnDemandFeature.Operand;
import dev.freshet.features.definition.Repository;
import dev.freshet.pipelines.json.TypedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** What served rows speak of, as a repository defines it. Immutable. */
final class Terms {

  private final Repository repository;
  private final Map<String, Feature> features = new HashMap<>();
  private final Map<String, Entity> entities = new HashMap<>();

  Terms(Repository repository) {
    this.repository = repository;
    repository.features().forEach(feature -> features.put(feature.fullName(), feature));
    for (FeatureView view : repository.views()) {
      entities.put(view.name(), view.entity());
    }
  }

  Repository repository() {
    return repository;
  }

  /** Whether there is such a feature. */
  boolean has(String feature) {
    return features.containsKey(feature);
  }

  /** A feature by its full name; those that the repository does not have are not asked for. */
  Feature feature(String name) {
    return features.get(name);
  }

  /** The entity that a feature is of. */
  Entity entity(AggregatedFeature feature) {
    return entities.get(feature.view());
  }

  /** The features made of events that a row's values rest on, each once. */
  Set<AggregatedFeature> aggregated(ServedRow row) {
    Set<AggregatedFeature> aggregated = new LinkedHashSet<>();
    for (String name : row.features()) {
      if (has(name)) {
        aggregated.addAll(feature(name).aggregated());
      }
    }
    return aggregated;
  }

  /** The entities that a row's values rest on, each once. */
  Set<Entity> entities(ServedRow row) {
    Set<Entity> used = new LinkedHashSet<>();
    aggregated(row).forEach(feature -> used.add(entity(feature)));
    return used;
  }

  /** The instants that a row's entities were answered for: nearly always one. */
  SortedSet<Long> instants(ServedRow row) {
    SortedSet<Long> instants = new TreeSet<>();
    entities(row).forEach(entity -> instants.add(row.instant(entity)));
    if (instants.isEmpty()) {
      instants.add(row.asOf());
    }
    return instants;
  }

  /**
   * The value of a feature of a row.
   *
   * @param answers values of features made of events
   */
  Object value(Feature feature, ServedRow row, Function<AggregatedFeature, Object> answers) {
    if (feature instanceof AggregatedFeature aggregated) {
      return answers.apply(aggregated);
    }
    if (feature instanceof ExternalFeature external) {
      return row.external(external);
    }
    OnDemandFeature onDemand = (OnDemandFeature) feature;
    List<Object> operands = new ArrayList<>();
    for (Operand operand : onDemand.operands()) {
      operands.add(operand(operand, row, answers));
    }
    return onDemand.value(operands.toArray());
  }

  private static Object operand(
      Operand operand, ServedRow row, Function<AggregatedFeature, Object> answers) {
    if (operand instanceof Operand.OfFeature of) {
      return answers.apply(of.feature());
    } else if (operand instanceof Operand.OfExternal of) {
      return row.external(of.feature());
    }
    return context((Operand.OfContext) operand, row);
  }

  private static Object context(Operand.OfContext operand, ServedRow row) {
    return TypedValue.of(operand.field().type(), row.context().get(operand.field().name()));
  }
}
