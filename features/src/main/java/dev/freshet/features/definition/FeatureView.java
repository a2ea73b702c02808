package dev.freshet.features.definition;

import dev.freshet.features.expression.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A named group of features of one entity from one source.
 *
 * @param where which events count, for all features of the view
 * @param ttl how long after its latest event the view is as if there had been none
 */
public record FeatureView(
    String name,
    Entity entity,
    Source source,
    Optional<Expression> where,
    Optional<Duration> ttl,
    List<FeatureDefinition> definitions) {

  public FeatureView {
    definitions = List.copyOf(definitions);
  }

  /** All that decides which events the view's features see: part of what each of them is. */
  public String canonical() {
    List<String> joinKeys = entity.joinKeys().stream().map(Entity.JoinKey::name).toList();
    return String.join(
        "\n",
        "view " + name,
        "entity " + entity.name() + joinKeys,
        "source " + source.name(),
        "where " + FeatureDefinition.text(where),
        "ttl "
            + ttl.map(Duration::toMillis).map(String::valueOf).orElse("")
            + FeatureDefinition.tables(where.stream())
            + source.pairs().map(pairs -> "\n" + pairs.canonical()).orElse(""));
  }

  /** All features, in the order of declaration, one per window. */
  public List<AggregatedFeature> features() {
    return definitions.stream().flatMap(definition -> definition.features(this).stream()).toList();
  }
}
