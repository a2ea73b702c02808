package dev.freshet.pipelines.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, text, {@link Long}, {@link Double}, {@link Boolean} and {@code null}. */
public final class JsonTree {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonTree() {}

  /**
   * The members of one object, in order.
   *
   * @throws IOException if the bytes are no object, or more than one
   */
  public static Map<String, Object> object(byte[] bytes) throws IOException {
    try (JsonParser in = JSON.createParser(bytes)) {
      in.nextToken();
      if (read(in) instanceof Map<?, ?> members && in.nextToken() == null) {
        Map<String, Object> object = new LinkedHashMap<>();
        members.forEach((name, value) -> object.put((String) name, value));
        return object;
      }
      throw new IOException("no JSON object");
    }
  }

  /**
   * One value.
   *
   * @throws IOException if the bytes are none, or more than one
   */
  public static Object value(byte[] bytes) throws IOException {
    try (JsonParser in = JSON.createParser(bytes)) {
      in.nextToken();
      Object value = read(in);
      if (in.nextToken() != null) {
        throw new IOException("more than one JSON value");
      }
      return value;
    }
  }

  private static Object read(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> members = new LinkedHashMap<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        in.nextToken();
        members.put(name, read(in));
      }
      return members;
    } else if (token == JsonToken.START_ARRAY) {
      List<Object> items = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(in));
      }
      return items;
    }
    return scalar(in);
  }

  private static Object scalar(JsonParser in) throws IOException {
    if (in.currentToken() == null) {
      throw new IOException("no JSON");
    }
    return switch (in.currentToken()) {
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("no JSON value");
    };
  }
}
