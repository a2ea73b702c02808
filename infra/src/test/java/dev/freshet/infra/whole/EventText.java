package dev.freshet.infra.whole;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.type.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random events as the JSON records that a client would send. */
final class EventText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EventText() {}

  static byte[] of(Made made) {
    Map<String, Object> record = new LinkedHashMap<>();
    if (made.id() != null) {
      record.put("id", made.id());
    }
    record.put("at", made.timestamp());
    record.putAll(RandomEvents.tree(made.fields()));
    record.replaceAll((name, value) -> text(value));
    try {
      return JSON.writeValueAsBytes(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object text(Object value) {
    if (value instanceof Instant instant) {
      return Timestamps.format(instant);
    } else if (value instanceof List<?> list) {
      return list.stream().map(EventText::text).toList();
    }
    return value;
  }
}
