package dev.freshet.pipelines.spine;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a spine must have: columns of these names.
 *
 * @param timestamp where the instant of a row is
 */
public record SpineNeeds(
    List<Entity.JoinKey> joinKeys, List<ContextField> context, String timestamp) {

  public SpineNeeds {
    joinKeys = List.copyOf(joinKeys);
    context = List.copyOf(context);
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
}
