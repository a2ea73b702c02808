package dev.freshet.features.expression;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What values pass on their way out: no number that is NaN or infinite, no time finer than ms. */
@FunctionalInterface
interface Border {

  /** The value as others may have it, or {@link Expression#FAILED}. */
  Object pass(Object value);

  static Border of(ValueType type) {
    if (type instanceof ListType list) {
      return isFree(list.element()) ? value -> value : value -> items((List<?>) value);
    }
    if (type instanceof MapType map) {
      return isFree(map.value()) ? value -> value : value -> entries((Map<?, ?>) value);
    }
    return isFree((Scalar) type) ? value -> value : Border::scalar;
  }

  private static boolean isFree(Scalar type) {
    return type != Scalar.DOUBLE && type != Scalar.TIMESTAMP;
  }

  private static Object scalar(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : Expression.FAILED;
    }
    return ((Instant) value).truncatedTo(ChronoUnit.MILLIS);
  }

  private static Object items(List<?> values) {
    List<Object> passed = new ArrayList<>(values.size());
    for (Object value : values) {
      Object item = scalar(value);
      if (item == Expression.FAILED) {
        return item;
      }
      passed.add(item);
    }
    return Collections.unmodifiableList(passed);
  }

  private static Object entries(Map<?, ?> values) {
    Map<Object, Object> passed = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      Object item = scalar(entry.getValue());
      if (item == Expression.FAILED) {
        return item;
      }
      passed.put(entry.getKey(), item);
    }
    return Collections.unmodifiableMap(passed);
  }
}
