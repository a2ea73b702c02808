package dev.freshet.pipelines.training.output;

import dev.freshet.features.type.Timestamps;
import dev.freshet.pipelines.table.JsonBytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values of features as JSON: timestamps in RFC 3339, maps as objects. */
final class ValueJson {

  private ValueJson() {}

  /** Writes a value; {@code null} as such. */
  static void write(JsonBytes out, Object value) {
    if (value instanceof String text) {
      out.text(text);
    } else if (value instanceof Instant instant) {
      out.text(Timestamps.format(instant));
    } else if (value instanceof List<?> list) {
      out.raw('[');
      for (int i = 0; i < list.size(); i++) {
        if (i > 0) {
          out.raw(',');
        }
        write(out, list.get(i));
      }
      out.raw(']');
    } else if (value instanceof Map<?, ?> map) {
      out.raw('{');
      boolean first = true;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!first) {
          out.raw(',');
        }
        first = false;
        out.text((String) entry.getKey());
        out.raw(':');
        write(out, entry.getValue());
      }
      out.raw('}');
    } else {
      out.raw(String.valueOf(value));
    }
  }
}
