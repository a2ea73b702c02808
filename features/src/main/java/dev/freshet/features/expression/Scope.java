package dev.freshet.features.expression;

import dev.freshet.features.type.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an expression may read: named variables, each with named, typed members ({@code
 * event.price}). Every member has a slot: its position among all members of all variables, in the
 * order of declaration.
 *
 * @param variables from a variable's name to its members' types, in the order of their slots
 */
public record Scope(Map<String, Map<String, ValueType>> variables) {

  public Scope {
    Map<String, Map<String, ValueType>> copy = new LinkedHashMap<>();
    variables.forEach((name, members) -> copy.put(name, new LinkedHashMap<>(members)));
    variables = copy;
  }

  /** The scope of expressions over one source's events. */
  public static Scope ofEvent(Map<String, ValueType> fields) {
    return new Scope(Map.of("event", fields));
  }
}
