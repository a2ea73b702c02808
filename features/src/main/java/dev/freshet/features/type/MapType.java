package dev.freshet.features.type;

import java.util.Map;

/** A map from strings to scalars of one type. */
public record MapType(Scalar value) implements ValueType {

  @Override
  public String text() {
    return "map<string," + value.text() + ">";
  }

  @Override
  public boolean admits(Object candidate) {
    return candidate instanceof Map<?, ?> map
        && map.entrySet().stream()
            .allMatch(
                entry ->
                    entry.getKey() instanceof String
                        && entry.getValue() != null
                        && value.admits(entry.getValue()));
  }

  @Override
  public String toString() {
    return text();
  }
}
