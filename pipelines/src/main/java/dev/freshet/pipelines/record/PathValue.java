package dev.freshet.pipelines.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one record has at one path: a value of the wanted type, nothing, or something else. */
final class PathValue {

  private enum Shape {
    SCALAR,
    LIST,
    MAP
  }

  private final Shape shape;
  private final ScalarReading reading;
  private Object value;
  private boolean mistyped;
  private List<Object> list;
  private Map<String, Object> map;

  private PathValue(Shape shape, ScalarReading reading) {
    this.shape = shape;
    this.reading = reading;
  }

  static PathValue of(ScalarReading reading) {
    return new PathValue(Shape.SCALAR, reading);
  }

  static PathValue of(ValueType type) {
    if (type instanceof ListType lists) {
      return new PathValue(Shape.LIST, ScalarReading.of(lists.element()));
    }
    if (type instanceof MapType maps) {
      return new PathValue(Shape.MAP, ScalarReading.of(maps.value()));
    }
    return of(ScalarReading.of((Scalar) type));
  }

  /** The value; {@code null} where the record has none of the type. */
  Object value() {
    return value;
  }

  /** Whether the record has something else there, other than {@code null}. */
  boolean mistyped() {
    return mistyped;
  }

  void clear() {
    value = null;
    mistyped = false;
  }

  void scalar(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_NULL) {
      settle(shape == Shape.SCALAR ? reading.read(parser, token) : ScalarReading.NONE);
    }
  }

  void startObject() {
    map = shape == Shape.MAP ? new LinkedHashMap<>() : null;
  }

  void member(String name, JsonParser parser, JsonToken token) throws IOException {
    if (map != null) {
      map.put(
          name, ScalarReading.isUnicode(name) ? reading.read(parser, token) : ScalarReading.NONE);
    }
  }

  void endObject() {
    settle(
        map == null || map.containsValue(ScalarReading.NONE)
            ? ScalarReading.NONE
            : Collections.unmodifiableMap(map));
  }

  void startArray() {
    list = shape == Shape.LIST ? new ArrayList<>() : null;
  }

  void element(JsonParser parser, JsonToken token) throws IOException {
    Object element = list == null ? ScalarReading.NONE : reading.read(parser, token);
    if (element == ScalarReading.NONE) {
      list = null;
    } else {
      list.add(element);
    }
  }

  void endArray() {
    settle(list == null ? ScalarReading.NONE : Collections.unmodifiableList(list));
  }

  private void settle(Object read) {
    mistyped = read == ScalarReading.NONE;
    value = mistyped ? null : read;
  }
}
