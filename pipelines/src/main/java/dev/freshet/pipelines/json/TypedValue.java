package dev.freshet.pipelines.json;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.Timestamps;
import dev.freshet.features.type.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of features and of the context as JSON has them, made their types' again. */
public final class TypedValue {

  private TypedValue() {}

  /**
   * The value in its type; {@code null} for {@code null}.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public static Object of(ValueType type, Object json) {
    if (json == null) {
      return null;
    } else if (type instanceof ListType list && json instanceof List<?> items) {
      List<Object> values = new ArrayList<>();
      items.forEach(item -> values.add(of(list.element(), item)));
      return values;
    } else if (type instanceof MapType map && json instanceof Map<?, ?> members) {
      Map<String, Object> values = new LinkedHashMap<>();
      members.forEach((key, item) -> values.put((String) key, of(map.value(), item)));
      return values;
    } else if (type instanceof Scalar scalar) {
      return scalar(scalar, json);
    }
    throw new IllegalArgumentException(json + " is not of type " + type.text());
  }

  private static Object scalar(Scalar type, Object json) {
    if (type == Scalar.DOUBLE && json instanceof Number number) {
      return number.doubleValue();
    } else if (type == Scalar.TIMESTAMP && json instanceof String text) {
      return Instant.ofEpochMilli(
          Timestamps.parse(text)
              .orElseThrow(() -> new IllegalArgumentException(text + " is no timestamp")));
    } else if ((type == Scalar.INT64 && json instanceof Long)
        || (type == Scalar.STRING && json instanceof String)
        || (type == Scalar.BOOL && json instanceof Boolean)) {
      return json;
    }
    throw new IllegalArgumentException(json + " is not of type " + type.text());
  }
}
