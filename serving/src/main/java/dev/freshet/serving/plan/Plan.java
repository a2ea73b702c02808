package dev.freshet.serving.plan;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a list of features is answered: from which entities' rows, from what of other servers and of
 * the context, and where in these each value is. Made once for a list and used by every request for
 * it. Immutable.
 *
 * @param features in the order asked
 * @param origins of the features, in their order
 * @param parts one per entity that some of the features rest on
 * @param external one per external view that some of the features rest on
 * @param joinKeys those of all parts, external ones too, each once
 * @param context what a request must bring, each once
 */
public record Plan(
    List<Feature> features,
    List<Origin> origins,
    List<Part> parts,
    List<ExternalPart> external,
    List<Entity.JoinKey> joinKeys,
    List<ContextField> context) {

  public Plan {
    features = List.copyOf(features);
    origins = List.copyOf(origins);
    parts = List.copyOf(parts);
    external = List.copyOf(external);
    joinKeys = List.copyOf(joinKeys);
    context = List.copyOf(context);
  }

  /** The origins that are computed, by their places. */
  public List<Origin.Computed> computed() {
    return origins.stream()
        .filter(Origin.Computed.class::isInstance)
        .map(Origin.Computed.class::cast)
        .toList();
  }

  /**
   * Whether a feature is of entities that a join key identifies.
   *
   * @param feature its place
   */
  public boolean restsOn(int feature, String joinKey) {
    return restsOn(origins.get(feature), joinKey);
  }

  private boolean restsOn(Origin origin, String joinKey) {
    if (origin instanceof Origin.Stored stored) {
      return parts.get(stored.part()).entity().joinKeys().stream()
          .anyMatch(key -> key.name().equals(joinKey));
    }
    if (origin instanceof Origin.Fetched fetched) {
      return external.get(fetched.part()).entity().joinKeys().stream()
          .anyMatch(key -> key.name().equals(joinKey));
    }
    return origin instanceof Origin.Computed computed
        && computed.operands().stream().anyMatch(operand -> restsOn(operand, joinKey));
  }

  /** The names of what a request must bring, but for those that are join keys as well. */
  public Set<String> contextNames() {
    Set<String> names = new LinkedHashSet<>();
    context.forEach(field -> names.add(field.name()));
    joinKeys.forEach(key -> names.remove(key.name()));
    return names;
  }
}
