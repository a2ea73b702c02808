package dev.freshet.features.encoding;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A column for each listed value: 1 where the feature is that value, or a list that contains it,
 * else 0. Values that are not listed are 0 in all columns.
 */
public record OneHot(List<String> values) implements Encoding {

  public OneHot {
    values = List.copyOf(values);
  }

  /** Integers are listed as digits. */
  @Override
  public boolean takes(ValueType type) {
    return isWord(type) || (type instanceof ListType list && isWord(list.element()));
  }

  static boolean isWord(ValueType type) {
    return type == Scalar.STRING || type == Scalar.INT64;
  }

  @Override
  public List<String> columns(String feature) {
    return values.stream().map(value -> feature + "=" + value).toList();
  }

  @Override
  public int width() {
    return values.size();
  }

  @Override
  public void encode(Object value, double[] into, int at) {
    Arrays.fill(into, at, at + width(), value == null ? Double.NaN : 0);
    if (value instanceof Collection<?> elements) {
      elements.forEach(element -> mark(element, into, at));
    } else if (value != null) {
      mark(value, into, at);
    }
  }

  private void mark(Object value, double[] into, int at) {
    int place = values.indexOf(value.toString());
    if (place >= 0) {
      into[at + place] = 1;
    }
  }

  @Override
  public String canonical() {
    return "one_hot " + values;
  }
}
