package dev.freshet.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.plan.Part;
import dev.freshet.serving.vector.EntityRows;
import dev.freshet.serving.vector.FeatureVectors;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** One row of feature vectors as {@code /v1/features} writes it. */
public final class RowJson {

  private RowJson() {}

  /** Writes its members into the object that is open. */
  public static void write(FeatureVectors vectors, int row, JsonGenerator out) throws IOException {
    writeEntities(vectors, row, out);
    int features = vectors.plan().features().size();
    out.writeArrayFieldStart("values");
    for (int i = 0; i < features; i++) {
      JsonValue.write(out, vectors.value(row, i));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("statuses");
    for (int i = 0; i < features; i++) {
      out.writeString(vectors.status(row, i).name());
    }
    out.writeEndArray();
    writeOrigins(vectors, row, out);
  }

  /** Writes into the object that is open what could not be had, if there is something. */
  public static void writeDegraded(Collection<? extends Feature> missing, JsonGenerator out)
      throws IOException {
    if (!missing.isEmpty()) {
      out.writeArrayFieldStart("degraded");
      for (Feature feature : missing) {
        out.writeString(feature.fullName());
      }
      out.writeEndArray();
    }
  }

  /** Writes the join keys of a row into the object that is open. */
  public static void writeEntities(FeatureVectors vectors, int row, JsonGenerator out)
      throws IOException {
    EntityRows rows = vectors.rows();
    out.writeObjectFieldStart("entities");
    for (int n = 0; n < rows.keys().size(); n++) {
      out.writeFieldName(rows.keys().get(n).name());
      JsonValue.write(out, rows.value(row, n));
    }
    out.writeEndObject();
  }

  /** When the entities' rows were written and their versions; an entity without a row has none. */
  private static void writeOrigins(FeatureVectors vectors, int row, JsonGenerator out)
      throws IOException {
    List<Part> parts = vectors.plan().parts();
    out.writeObjectFieldStart("updated");
    for (int part = 0; part < parts.size(); part++) {
      RowReading reading = vectors.reading(row, part);
      if (reading.updated() >= 0) {
        out.writeStringField(parts.get(part).entity().name(), Timestamps.format(reading.updated()));
      }
    }
    out.writeEndObject();
    out.writeObjectFieldStart("versions");
    for (int part = 0; part < parts.size(); part++) {
      RowReading reading = vectors.reading(row, part);
      if (reading.updated() >= 0) {
        out.writeStringField(parts.get(part).entity().name(), reading.version());
      }
    }
    out.writeEndObject();
  }
}
