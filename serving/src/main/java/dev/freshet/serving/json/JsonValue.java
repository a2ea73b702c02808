package dev.freshet.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.type.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A feature's value, or a part of a problem, as JSON: integers and doubles are numbers, timestamps
 * RFC 3339 in UTC with milliseconds, no value is {@code null}.
 */
public final class JsonValue {

  private JsonValue() {}

  public static void write(JsonGenerator out, Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Instant instant) {
      out.writeString(Timestamps.format(instant));
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else {
      throw new IllegalArgumentException("no value of a feature: " + value.getClass());
    }
  }
}
