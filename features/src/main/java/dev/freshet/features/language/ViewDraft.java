package dev.freshet.features.language;

import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Place;
import dev.freshet.features.expression.Expression;
import java.time.Duration;
import java.util.List;
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
    boolean definitionsLost) {

  List<String> featureNames() {
    return definitions.stream().flatMap(draft -> draft.featureNames().stream()).distinct().toList();
  }

  /** Whether a feature of that name may be among those that cannot be read. */
  boolean mayYield(String feature) {
    boolean nameless = definitions.stream().anyMatch(draft -> draft.name().isEmpty());
    return definitions.stream().anyMatch(draft -> draft.mayYield(feature))
        || ((definitionsLost || nameless) && Nearest.to(feature, featureNames()).isEmpty());
  }
}
