package dev.freshet.serving.vector;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.Timestamps;
import dev.freshet.features.type.ValueType;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A value of the context as a request has it, made its field's type by the rules for events: an
 * integer is a {@code double} too, {@code 3.0} is no {@code int64}, a timestamp is RFC 3339 or
 * epoch milliseconds, of which a fraction is cut.
 */
final class ContextValue {

  private ContextValue() {}

  /**
   * The value in the field's type; {@code null} for null.
   *
   * @throws ProblemException if it is of another type
   */
  static Object of(ContextField field, Object found) {
    if (found.equals(Column.NULL)) {
      return null;
    }
    return value(field.type(), found)
        .orElseThrow(
            () ->
                Problem.of(
                        ProblemKind.WRONG_CONTEXT_VALUE,
                        "context.%s is %s; it is of type %s: send %s, or null"
                            .formatted(
                                field.name(),
                                shown(found),
                                field.type().text(),
                                wanted(field.type())))
                    .with("field", field.name())
                    .with("expected", field.type().text())
                    .exception());
  }

  private static Optional<?> value(ValueType type, Object found) {
    if (type instanceof ListType list) {
      return found instanceof List<?> items ? list(list, items) : Optional.empty();
    } else if (type instanceof MapType map) {
      return found instanceof Map<?, ?> entries ? map(map, entries) : Optional.empty();
    }
    return switch ((Scalar) type) {
      case STRING -> only(String.class, found).filter(KeyValue::wellFormed);
      case INT64 -> only(Long.class, found);
      case BOOL -> only(Boolean.class, found);
      case DOUBLE ->
          only(Number.class, found).map(Number::doubleValue).filter(n -> Double.isFinite(n));
      case TIMESTAMP -> timestamp(found);
    };
  }

  private static <T> Optional<T> only(Class<T> type, Object found) {
    return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
  }

  private static Optional<Instant> timestamp(Object found) {
    OptionalLong millis = OptionalLong.empty();
    if (found instanceof String text) {
      millis = Timestamps.parse(text);
    } else if (found instanceof Long number) {
      millis = Timestamps.ofEpochMillis(number);
    } else if (found instanceof Double number && Double.isFinite(number)) {
      millis = Timestamps.ofEpochMillis((long) Math.floor(number));
    }
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  private static Optional<List<Object>> list(ListType type, List<?> items) {
    List<Object> values = new ArrayList<>();
    for (Object item : items) {
      value(type.element(), item).ifPresent(values::add);
    }
    return values.size() == items.size()
        ? Optional.of(Collections.unmodifiableList(values))
        : Optional.empty();
  }

  private static Optional<Map<String, Object>> map(MapType type, Map<?, ?> entries) {
    Map<String, Object> values = new LinkedHashMap<>();
    entries.forEach(
        (key, item) ->
            value(type.value(), item).ifPresent(value -> values.put((String) key, value)));
    return values.size() == entries.size()
        ? Optional.of(Collections.unmodifiableMap(values))
        : Optional.empty();
  }

  private static String wanted(ValueType type) {
    if (!(type instanceof Scalar scalar)) {
      return "such a value";
    }
    return switch (scalar) {
      case STRING -> "a string of whole characters";
      case INT64 -> "an integer of 64 bits without a fraction, such as 20";
      case BOOL -> "true or false";
      case DOUBLE -> "a number";
      case TIMESTAMP -> "an instant such as \"2026-11-22T12:00:00Z\", or epoch milliseconds";
    };
  }

  private static String shown(Object found) {
    if (found instanceof List<?>) {
      return "a list that does not fit";
    }
    return found instanceof Map<?, ?>
        ? "an object that does not fit"
        : found instanceof String ? "\"" + found + "\"" : found.toString();
  }
}
