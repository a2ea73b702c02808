package dev.freshet.pipelines.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.freshet.features.definition.FieldPath;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the values at some paths of records, as JSON that every decoder reads as it reads the
 * record. No path leads into another. Not thread-safe.
 */
public final class Verbatim {

  private static final JsonFactory WRITER =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Node root = new Node();
  private final String[] found;

  public Verbatim(List<FieldPath> paths) {
    found = new String[paths.size()];
    for (int i = 0; i < paths.size(); i++) {
      Node node = root;
      for (String name : paths.get(i).names()) {
        node.indexes.add(i);
        node = node.children.computeIfAbsent(name, unused -> new Node());
      }
      node.indexes.add(i);
    }
  }

  /**
   * The values in the order of the paths; {@code null} for one that is not there, or null.
   *
   * @param record one that a {@link RecordDecoder} decodes
   */
  public List<String> read(byte[] record) throws IOException {
    if (found.length == 0) {
      return List.of();
    }
    Arrays.fill(found, null);
    try (JsonParser parser = RecordDecoder.JSON.createParser(record)) {
      parser.nextToken();
      members(root, parser);
    }
    return new ArrayList<>(Arrays.asList(found));
  }

  /** Whether bytes are such a value: one of JSON, in UTF-8. */
  public static boolean isJson(byte[] bytes) {
    if (!Utf8.isValid(bytes)) {
      return false;
    }
    try (JsonParser parser = RecordDecoder.JSON.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException malformed) {
      return false;
    }
  }

  private void members(Node node, JsonParser parser) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      Node child = node.children.get(name);
      if (child == null) {
        parser.skipChildren();
        continue;
      }
      // Of names that repeat in one object the last counts.
      child.indexes.forEach(index -> found[index] = null);
      if (child.children.isEmpty()) {
        found[child.indexes.get(0)] = token == JsonToken.VALUE_NULL ? null : text(parser);
      } else if (token == JsonToken.START_OBJECT) {
        members(child, parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private static String text(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = WRITER.createGenerator(text)) {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        copy(parser, token, out);
      } while (depth > 0 && parser.nextToken() != null);
    }
    return text.toString();
  }

  /** Not the generator's own: it would read numbers, and round them. */
  private static void copy(JsonParser parser, JsonToken token, JsonGenerator out)
      throws IOException {
    switch (token) {
      case FIELD_NAME -> out.writeFieldName(parser.currentName());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(parser.getText());
      default -> out.copyCurrentEvent(parser);
    }
  }

  /** One name, and which values are at it or behind it. */
  private static final class Node {

    private final Map<String, Node> children = new HashMap<>();
    private final List<Integer> indexes = new ArrayList<>();
  }
}
