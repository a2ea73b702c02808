package dev.freshet.features.type;

import java.util.List;

/** A list of scalars of one type. */
public record ListType(Scalar element) implements ValueType {

  @Override
  public String text() {
    return "list<" + element.text() + ">";
  }

  @Override
  public boolean admits(Object value) {
    return value instanceof List<?> list
        && list.stream().allMatch(item -> item != null && element.admits(item));
  }

  @Override
  public String toString() {
    return text();
  }
}
