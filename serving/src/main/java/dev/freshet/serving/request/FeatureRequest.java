package dev.freshet.serving.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a client asks for, whatever the protocol.
 *
 * @param entities join key values by join key, in the order of the request
 * @param context what the request brings besides, by name
 * @param asOf the instant to read the timelines at, epoch milliseconds; empty for now
 * @param fullNames whether columns are to be named {@code view__feature}
 */
public record FeatureRequest(
    Dialect dialect,
    Selection selection,
    Map<String, Column> entities,
    Map<String, Column> context,
    OptionalLong asOf,
    boolean fullNames) {

  /**
   * The request with what it brings in its place: Feast's clients send it among the entities.
   *
   * @param fields the names of what it may bring
   */
  public FeatureRequest withContext(Set<String> fields) {
    if (dialect.strict() || Collections.disjoint(entities.keySet(), fields)) {
      return this;
    }
    Map<String, Column> keys = new LinkedHashMap<>(entities);
    keys.keySet().removeAll(fields);
    Map<String, Column> brought = new LinkedHashMap<>(entities);
    brought.keySet().retainAll(fields);
    brought.putAll(context);
    return new FeatureRequest(dialect, selection, keys, brought, asOf, fullNames);
  }
}
