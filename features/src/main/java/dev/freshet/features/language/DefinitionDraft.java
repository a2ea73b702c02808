package dev.freshet.features.language;

import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.document.Place;
import java.util.List;
import java.util.Optional;

/**
 * A feature definition as far as it can be read.
 *
 * @param name empty when it cannot be read
 * @param place that of the name
 * @param spans those that can be read
 * @param spansLost whether there may be more
 * @param definition empty when something is wrong or rests on something wrong
 */
record DefinitionDraft(
    Optional<String> name,
    Place place,
    List<FeatureDefinition.Span> spans,
    boolean spansLost,
    Optional<FeatureDefinition> definition) {

  /** The names of the features it yields, as far as they are known. */
  List<String> featureNames() {
    return name.map(known -> spans.stream().map(span -> known + span.suffix()).toList())
        .orElse(List.of());
  }

  /** Whether a feature of that name may be over a window that cannot be read. */
  boolean mayYield(String feature) {
    return spansLost && name.filter(known -> feature.startsWith(known)).isPresent();
  }
}
