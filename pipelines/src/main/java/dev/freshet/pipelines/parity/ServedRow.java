package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.row.EntityKey;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.Status;
import dev.freshet.features.type.Timestamps;
import dev.freshet.pipelines.json.JsonTree;
import dev.freshet.pipelines.json.TypedValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a served log.
 *
 * @param sizeBytes how long the line is
 * @param asOf the reader's clock, epoch milliseconds
 * @param features full names
 * @param entities join key values by name
 * @param context by name
 * @param external what other servers said, by the features' full names
 * @param values as JSON has them, one per feature
 * @param statuses one per feature
 * @param updated when the rows that were read start, RFC 3339, by entity
 * @param versions of those rows, by entity
 */
record ServedRow(
    int sizeBytes,
    long asOf,
    List<String> features,
    Map<String, Object> entities,
    Map<String, Object> context,
    Map<String, Object> external,
    List<Object> values,
    List<String> statuses,
    Map<String, Object> updated,
    Map<String, Object> versions) {

  /**
   * Reads a line.
   *
   * @throws IOException if it is none
   */
  static ServedRow of(byte[] line) throws IOException {
    Map<String, Object> members = JsonTree.object(line);
    try {
      ServedRow row =
          new ServedRow(
              line.length,
              instant(members.get("as_of")),
              texts(members.get("features")),
              object(members.get("entities")),
              object(members.getOrDefault("context", Map.of())),
              object(members.getOrDefault("external", Map.of())),
              list(members.get("values")),
              texts(members.get("statuses")),
              object(members.get("updated")),
              object(members.get("versions")));
      if (row.values.size() != row.features.size() || row.statuses.size() != row.features.size()) {
        throw new IOException("as many values and statuses as features belong into a line");
      }
      return row;
    } catch (ClassCastException | NullPointerException e) {
      throw new IOException("no line of a served log", e);
    }
  }

  /** The key of an entity; empty where the line lacks a join key. */
  Optional<String> key(Entity entity) {
    List<Object> values = new ArrayList<>();
    for (Entity.JoinKey key : entity.joinKeys()) {
      if (entities.get(key.name()) == null) {
        return Optional.empty();
      }
      values.add(entities.get(key.name()));
    }
    return Optional.of(EntityKey.of(values));
  }

  /** What another server said, in the feature's type; {@code null} where it said nothing. */
  Object external(ExternalFeature feature) {
    return TypedValue.of(feature.type(), external.get(feature.fullName()));
  }

  /** The instant that an entity was answered for: no row is read before it starts. */
  long instant(Entity entity) {
    Object start = updated.get(entity.name());
    return start == null ? asOf : Math.max(asOf, instant(start));
  }

  /** The version of an entity's row; empty where it had none. */
  Optional<RowVersion> version(Entity entity) {
    return Optional.ofNullable(versions.get(entity.name()))
        .map(text -> RowVersion.of((String) text));
  }

  /** Whether the row of an entity that was read had been cut off before the instant. */
  boolean isCutOff(Entity entity) {
    return version(entity).filter(version -> instant(entity) >= version.horizon()).isPresent();
  }

  /** Whether the n-th value and its status cannot both be: of an entity, or computed. */
  boolean contradictsItself(int n, Optional<Entity> entity) {
    boolean there = values.get(n) != null;
    String status = statuses.get(n);
    if (entity.isPresent() && version(entity.get()).isEmpty()) {
      return !status.equals(Status.NOT_FOUND.name());
    }
    return there
        ? !status.equals(Status.PRESENT.name()) && !status.equals(Status.OUTSIDE_MAX_AGE.name())
        : !status.equals(Status.NULL_VALUE.name()) && !status.equals(Status.OUTSIDE_MAX_AGE.name());
  }

  /** Whether the n-th value is missing since the row of its entity was cut off at a horizon. */
  boolean isBeyondHorizon(int n, Entity entity) {
    return values.get(n) == null
        && statuses.get(n).equals(Status.OUTSIDE_MAX_AGE.name())
        && isCutOff(entity);
  }

  private static long instant(Object text) {
    return Timestamps.parse((String) text).orElseThrow(() -> new ClassCastException("no instant"));
  }

  private static List<Object> list(Object found) {
    List<Object> items = new ArrayList<>();
    ((List<?>) found).forEach(items::add);
    return items;
  }

  private static List<String> texts(Object found) {
    return ((List<?>) found).stream().map(String.class::cast).toList();
  }

  private static Map<String, Object> object(Object found) {
    Map<String, Object> members = new java.util.LinkedHashMap<>();
    ((Map<?, ?>) found).forEach((name, value) -> members.put((String) name, value));
    return members;
  }
}
