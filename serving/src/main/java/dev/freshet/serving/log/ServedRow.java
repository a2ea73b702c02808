package dev.freshet.serving.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.json.JsonValue;
import dev.freshet.serving.json.RowJson;
import dev.freshet.serving.plan.ExternalPart;
import dev.freshet.serving.vector.FeatureVectors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A row as it was served, with all that is needed to compute it again.
 *
 * @param score what was made of it, if it was scored
 */
public record ServedRow(FeatureVectors vectors, int row, Optional<ServedScore> score)
    implements JsonText.Content {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("as_of", Timestamps.format(vectors.asOf()));
    out.writeArrayFieldStart("features");
    for (Feature feature : vectors.plan().features()) {
      out.writeString(feature.fullName());
    }
    out.writeEndArray();
    List<ContextField> context = vectors.plan().context();
    out.writeObjectFieldStart("context");
    for (int n = 0; n < context.size(); n++) {
      out.writeFieldName(context.get(n).name());
      JsonValue.write(out, vectors.contextValue(row, n));
    }
    out.writeEndObject();
    if (!vectors.plan().external().isEmpty()) {
      writeExternal(out);
    }
    RowJson.write(vectors, row, out);
    if (score.isPresent()) {
      score.get().writeTo(out);
    }
    out.writeEndObject();
  }

  /** What other servers said, also where something was only computed from it. */
  private void writeExternal(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("external");
    List<ExternalPart> parts = vectors.plan().external();
    for (int part = 0; part < parts.size(); part++) {
      List<ExternalFeature> features = parts.get(part).features();
      for (int place = 0; place < features.size(); place++) {
        out.writeFieldName(features.get(place).fullName());
        JsonValue.write(out, vectors.externalValue(row, part, place));
      }
    }
    out.writeEndObject();
  }
}
