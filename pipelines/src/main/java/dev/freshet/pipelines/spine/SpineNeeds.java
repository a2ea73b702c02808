package dev.freshet.pipelines.spine;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a spine must have: columns of these names.
 *
 * @param external features of other servers, each in a column that the spine may have
 * @param timestamp where the instant of a row is
 */
public record SpineNeeds(
    List<Entity.JoinKey> joinKeys,
    List<ContextField> context,
    List<ExternalFeature> external,
    String timestamp) {

  public SpineNeeds {
    joinKeys = List.copyOf(joinKeys);
    context = List.copyOf(context);
    external = List.copyOf(external);
  }

  /** The names of all columns needed. */
  List<String> names() {
    return Stream.of(
            joinKeys.stream().map(Entity.JoinKey::name),
            Stream.of(timestamp),
            context.stream().map(ContextField::name))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /** Whether the values of a column are declared. */
  boolean declares(String column) {
    return names().contains(column)
        || external.stream().anyMatch(feature -> feature.columnName().equals(column));
  }
}
