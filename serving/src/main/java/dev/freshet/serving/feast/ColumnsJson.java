package dev.freshet.serving.feast;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.json.JsonValue;
import dev.freshet.serving.vector.EntityRows;
import dev.freshet.serving.vector.FeatureVectors;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Feature vectors as Feast's feature server writes them: a column per join key and per feature. A
 * timestamp is in whole seconds since the epoch, as Feast's values are.
 */
record ColumnsJson(ColumnNames names, FeatureVectors vectors) implements JsonText.Content {

  private static final String NEVER = "1970-01-01T00:00:00Z";

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("metadata");
    out.writeArrayFieldStart("feature_names");
    for (String name : names.names()) {
      out.writeString(name);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeArrayFieldStart("results");
    for (int n = 0; n < vectors.rows().keys().size(); n++) {
      writeJoinKey(out, n);
    }
    for (int i = 0; i < vectors.plan().features().size(); i++) {
      writeFeature(out, i);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void writeJoinKey(JsonGenerator out, int n) throws IOException {
    EntityRows rows = vectors.rows();
    out.writeStartObject();
    out.writeArrayFieldStart("values");
    for (int row = 0; row < rows.count(); row++) {
      JsonValue.write(out, rows.value(row, n));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("statuses");
    for (int row = 0; row < rows.count(); row++) {
      out.writeString("PRESENT");
    }
    out.writeEndArray();
    out.writeArrayFieldStart("event_timestamps");
    for (int row = 0; row < rows.count(); row++) {
      out.writeString(NEVER);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void writeFeature(JsonGenerator out, int feature) throws IOException {
    int count = vectors.rows().count();
    out.writeStartObject();
    out.writeArrayFieldStart("values");
    for (int row = 0; row < count; row++) {
      JsonValue.write(out, inSeconds(vectors.value(row, feature)));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("statuses");
    for (int row = 0; row < count; row++) {
      out.writeString(vectors.status(row, feature).name());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("event_timestamps");
    for (int row = 0; row < count; row++) {
      long updated = vectors.updated(row, feature);
      out.writeString(updated < 0 ? NEVER : Timestamps.format(updated));
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static Object inSeconds(Object value) {
    if (value instanceof Instant instant) {
      return instant.getEpochSecond();
    }
    if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Instant) {
      return list.stream().map(ColumnsJson::inSeconds).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> converted = new LinkedHashMap<>();
      map.forEach((key, item) -> converted.put(key, inSeconds(item)));
      return converted;
    }
    return value;
  }
}
