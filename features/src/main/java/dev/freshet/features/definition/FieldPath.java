package dev.freshet.features.definition;

import java.util.List;

/** Where a value is in a JSON object: member names from the outside in, written {@code a.b.c}. */
public record FieldPath(List<String> names) {

  public FieldPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a path with an empty name: " + names);
    }
  }

  /** Reads {@code a.b.c}. */
  public static FieldPath parse(String text) {
    return new FieldPath(List.of(text.split("\\.", -1)));
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
