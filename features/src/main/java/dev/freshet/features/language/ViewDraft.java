package dev.freshet.features.language;

import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Place;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.type.ValueType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A feature view as far as it can be read.
 *
 * @param name empty text when it cannot be read
 * @param sourcePlace where it names its source
 * @param entity empty when there is none of that name
 * @param source empty when there is none of that name
 * @param definitionsLost whether there may be more definitions
 */
record ViewDraft(
    String name,
    Place sourcePlace,
    Optional<EntityDraft> entity,
    Optional<SourceDraft> source,
    Optional<Expression> where,
    Optional<Duration> ttl,
    List<DefinitionDraft> definitions,
    boolean definitionsLost)
    implements FeatureGroup {

  @Override
  public List<String> featureNames() {
    return definitions.stream().flatMap(draft -> draft.featureNames().stream()).distinct().toList();
  }

  @Override
  public boolean mayYield(String feature) {
    boolean nameless = definitions.stream().anyMatch(draft -> draft.name().isEmpty());
    return definitions.stream().anyMatch(draft -> draft.mayYield(feature))
        || ((definitionsLost || nameless) && Nearest.to(feature, featureNames()).isEmpty());
  }

  /** A definition's name without a window is what is most often left out. */
  @Override
  public List<String> windowed(String definition) {
    return definitions.stream()
        .filter(draft -> draft.name().filter(definition::equals).isPresent())
        .flatMap(draft -> draft.featureNames().stream())
        .toList();
  }

  @Override
  public Map<String, ValueType> types() {
    Map<String, ValueType> types = new LinkedHashMap<>();
    for (DefinitionDraft draft : definitions) {
      draft
          .definition()
          .ifPresent(
              known -> draft.featureNames().forEach(f -> types.put(f, known.aggregation().type())));
    }
    return types;
  }

  @Override
  public boolean isLost() {
    return definitionsLost
        || definitions.stream()
            .anyMatch(draft -> draft.definition().isEmpty() || draft.spansLost());
  }
}
