package dev.freshet.serving.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.json.RowJson;
import dev.freshet.serving.vector.FeatureVectors;
import java.io.IOException;

/** Feature vectors as {@code /v1/features} writes them. */
record VectorsJson(FeatureVectors vectors) implements JsonText.Content {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("as_of", Timestamps.format(vectors.asOf()));
    out.writeArrayFieldStart("features");
    for (Feature feature : vectors.plan().features()) {
      out.writeString(feature.fullName());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("rows");
    for (int row = 0; row < vectors.rows().count(); row++) {
      out.writeStartObject();
      RowJson.write(vectors, row, out);
      out.writeEndObject();
    }
    out.writeEndArray();
    RowJson.writeDegraded(vectors.degraded(), out);
    out.writeEndObject();
  }
}
