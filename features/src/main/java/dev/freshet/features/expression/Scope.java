package dev.freshet.features.expression;

import dev.freshet.features.type.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

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

  /** The slot of a member; empty if there is no such member. */
  public OptionalInt slot(String variable, String member) {
    int slot = 0;
    for (Map.Entry<String, Map<String, ValueType>> entry : variables.entrySet()) {
      for (String name : entry.getValue().keySet()) {
        if (entry.getKey().equals(variable) && name.equals(member)) {
          return OptionalInt.of(slot);
        }
        slot++;
      }
    }
    return OptionalInt.empty();
  }

  /** The scope of expressions over one source's events. */
  public static Scope ofEvent(Map<String, ValueType> fields) {
    return new Scope(Map.of("event", fields));
  }
}
