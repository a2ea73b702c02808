package dev.freshet.serving.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of a request's JSON as {@link Column} has them; the parser stands on their first token.
 */
final class JsonTrees {

  private JsonTrees() {}

  /** Lists and objects with all that is in them. */
  static Object tree(JsonParser in) throws IOException {
    if (in.isExpectedStartArrayToken()) {
      List<Object> items = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        items.add(tree(in));
      }
      return items;
    } else if (in.isExpectedStartObjectToken()) {
      Map<String, Object> entries = new LinkedHashMap<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        in.nextToken();
        entries.put(name, tree(in));
      }
      return entries;
    }
    return scalar(in);
  }

  /** What is no scalar is passed over, and is {@link Column.NoScalar}. */
  static Object scalar(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT ->
          in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? in.getBigIntegerValue()
              : (Object) in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
      default -> {
        Object found = new Column.NoScalar(named(in));
        in.skipChildren();
        yield found;
      }
    };
  }

  /** How a message names what is there. */
  static String named(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      default -> in.getText();
    };
  }
}
