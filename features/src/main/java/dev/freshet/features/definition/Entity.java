package dev.freshet.features.definition;

import dev.freshet.features.type.Scalar;
import java.util.List;

/**
 * What features describe, identified by its join keys.
 *
 * @param joinKeys in the order of declaration; none where there is one entity of the name, to which
 *     all events belong
 */
public record Entity(String name, List<JoinKey> joinKeys) {

  public Entity {
    joinKeys = List.copyOf(joinKeys);
  }

  /**
   * A field by which events belong to an entity.
   *
   * @param type {@code string} or {@code int64}
   */
  public record JoinKey(String name, Scalar type) {}
}
