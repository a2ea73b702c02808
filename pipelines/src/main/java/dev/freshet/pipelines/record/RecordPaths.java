package dev.freshet.pipelines.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that a source declares of a record, found in one pass over it. */
final class RecordPaths {

  private final PathNode root = new PathNode();
  private final List<PathValue> fields = new ArrayList<>();
  private final PathValue time = PathValue.of(ScalarReading.INSTANT);
  private final PathValue id = PathValue.of(ScalarReading.ID);

  RecordPaths(Source source) {
    for (Source.Field field : source.fields()) {
      PathValue value = PathValue.of(field.type());
      fields.add(value);
      root.descend(field.path()).add(value);
    }
    if (source.eventTime() instanceof EventTime.At at) {
      root.descend(at.path()).add(time);
    }
    source.eventId().ifPresent(path -> root.descend(path).add(id));
  }

  /** Epoch milliseconds, if there is an event time. */
  PathValue time() {
    return time;
  }

  /** The event id as text, if there is one. */
  PathValue id() {
    return id;
  }

  /** The fields' values, in the order of declaration. */
  Object[] slots(FieldMeter meter) {
    Object[] slots = new Object[fields.size()];
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = fields.get(slot).value();
      if (fields.get(slot).mistyped()) {
        meter.mistyped(slot);
      }
    }
    return slots;
  }

  /** Reads the object that the parser has just entered, to its end. */
  void read(JsonParser parser) throws IOException {
    root.clear();
    members(root, parser);
  }

  private static void read(PathNode node, JsonParser parser, JsonToken token) throws IOException {
    if (node.entered()) {
      node.clear();
    }
    node.enter();
    switch (token) {
      case START_OBJECT -> members(node, parser);
      case START_ARRAY -> elements(node, parser);
      default -> {
        for (PathValue value : node.values()) {
          value.scalar(parser, token);
        }
      }
    }
  }

  private static void members(PathNode node, JsonParser parser) throws IOException {
    PathValue[] values = node.values();
    for (PathValue value : values) {
      value.startObject();
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      for (PathValue value : values) {
        value.member(name, parser, token);
      }
      PathNode child = node.child(name);
      if (child == null) {
        parser.skipChildren();
      } else {
        read(child, parser, token);
      }
    }
    for (PathValue value : values) {
      value.endObject();
    }
  }

  private static void elements(PathNode node, JsonParser parser) throws IOException {
    PathValue[] values = node.values();
    for (PathValue value : values) {
      value.startArray();
    }
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      for (PathValue value : values) {
        value.element(parser, token);
      }
      parser.skipChildren();
      token = parser.nextToken();
    }
    for (PathValue value : values) {
      value.endArray();
    }
  }
}
