package dev.freshet.serving.model.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.freshet.serving.model.UnusableModelException;
import java.io.IOException;
import java.util.Arrays;

/**
 * A document in JSON. Numbers may be {@code NaN} and {@code Infinity}, as the library writes them.
 */
final class JsonDocument implements Document {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final JsonParser in;

  /** Whether the next value's first token was read already. */
  private boolean begun;

  JsonDocument(byte[] bytes) throws UnusableModelException {
    try {
      in = JSON.createParser(bytes);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public void fields(String what, FieldReader reader) throws UnusableModelException {
    expect(JsonToken.START_OBJECT, what, "an object");
    while (next() != JsonToken.END_OBJECT) {
      reader.read(text());
    }
  }

  @Override
  public void items(String what, ItemReader reader) throws UnusableModelException {
    expect(JsonToken.START_ARRAY, what, "a list");
    while (next() != JsonToken.END_ARRAY) {
      begun = true;
      reader.read();
    }
  }

  @Override
  public float[] floats(String what) throws UnusableModelException {
    expect(JsonToken.START_ARRAY, what, "a list of numbers");
    float[] numbers = new float[16];
    int size = 0;
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      if (!token.isNumeric()) {
        throw wrong(what, "a list of numbers", token);
      }
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      try {
        numbers[size++] = in.getFloatValue();
      } catch (IOException e) {
        throw broken(e);
      }
    }
    return Arrays.copyOf(numbers, size);
  }

  @Override
  public int[] ints(String what) throws UnusableModelException {
    expect(JsonToken.START_ARRAY, what, "a list of integers");
    int[] numbers = new int[16];
    int size = 0;
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = integer(what, token);
    }
    return Arrays.copyOf(numbers, size);
  }

  @Override
  public String text(String what) throws UnusableModelException {
    JsonToken token = first();
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      throw wrong(what, "text", token);
    }
    return text();
  }

  @Override
  public void skip() throws UnusableModelException {
    first();
    try {
      in.skipChildren();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private int integer(String what, JsonToken token) throws UnusableModelException {
    if (token.isBoolean()) {
      return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw wrong(what, "a list of integers", token);
    }
    try {
      return in.getIntValue();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void expect(JsonToken expected, String what, String rule) throws UnusableModelException {
    JsonToken token = first();
    if (token != expected) {
      throw wrong(what, rule, token);
    }
  }

  private JsonToken first() throws UnusableModelException {
    if (begun) {
      begun = false;
      return in.currentToken();
    }
    return next();
  }

  private JsonToken next() throws UnusableModelException {
    try {
      JsonToken token = in.nextToken();
      if (token == null) {
        throw new UnusableModelException("the file ends too early; copy it again, whole");
      }
      return token;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private String text() throws UnusableModelException {
    try {
      return in.getText();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static UnusableModelException wrong(String what, String rule, JsonToken found) {
    return new UnusableModelException(
        "%s is %s; it must be %s, as the library writes it".formatted(what, found, rule));
  }

  /** Without the place, which would repeat the file's bytes. */
  private static String message(IOException e) {
    if (!(e instanceof JsonProcessingException inJson)) {
      return e.getMessage();
    }
    JsonLocation at = inJson.getLocation();
    return inJson.getOriginalMessage() + (at == null ? "" : " at byte " + at.getByteOffset());
  }

  private static UnusableModelException broken(IOException e) {
    if (e instanceof JsonEOFException) {
      return new UnusableModelException("the file ends too early; copy it again, whole", e);
    }
    return new UnusableModelException(
        "the file is no whole JSON: " + message(e) + "; copy it again, or write it anew", e);
  }
}
