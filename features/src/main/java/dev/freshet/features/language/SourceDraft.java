package dev.freshet.features.language;

import dev.freshet.features.definition.Source;
import dev.freshet.features.document.Place;
import dev.freshet.features.type.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A source as far as it can be read.
 *
 * @param place that of its name
 * @param source with something in place of what is broken; whoever has reported nothing has it
 *     whole
 * @param fieldPlaces of all fields, the broken ones too
 * @param broken the names of fields whose type is not known
 * @param lost whether it may have fields that are not known at all
 */
record SourceDraft(
    Place place, Source source, Map<String, Place> fieldPlaces, Set<String> broken, boolean lost) {

  String name() {
    return source.name();
  }

  /** Whether it has the field, be it broken. */
  boolean declares(String field) {
    return source.slot(field).isPresent() || broken.contains(field);
  }

  Optional<ValueType> type(String field) {
    return source.slot(field).map(slot -> source.fields().get(slot).type());
  }

  /** Whether the expression reads something of which nothing is known. */
  boolean obscures(String expression) {
    return lost
        || broken.stream()
            .anyMatch(
                field ->
                    Pattern.compile("\\.\\s*" + Pattern.quote(field) + "(?![A-Za-z0-9_])")
                        .matcher(expression)
                        .find());
  }
}
