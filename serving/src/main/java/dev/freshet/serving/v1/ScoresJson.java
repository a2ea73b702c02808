package dev.freshet.serving.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.json.JsonValue;
import dev.freshet.serving.json.RowJson;
import dev.freshet.serving.score.Contribution;
import dev.freshet.serving.score.Reasons;
import dev.freshet.serving.score.Scores;
import java.io.IOException;

/** Scores as {@code /v1/score} writes them. */
record ScoresJson(Scores scores) implements JsonText.Content {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("as_of", Timestamps.format(scores.vectors().asOf()));
    out.writeStringField("model", scores.model());
    out.writeStringField("model_version", scores.version());
    out.writeArrayFieldStart("rows");
    for (int i = 0; i < scores.rows().length; i++) {
      out.writeStartObject();
      RowJson.writeEntities(scores.vectors(), scores.rows()[i], out);
      out.writeFieldName("score");
      writeScore(out, scores.scores()[i]);
      if (!scores.reasons().isEmpty()) {
        out.writeFieldName("raw");
        writeScore(out, scores.raw()[i]);
        write(scores.reasons().get(i), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    RowJson.writeDegraded(scores.vectors().degraded(), out);
    out.writeEndObject();
  }

  private static void write(Reasons reasons, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("contributions");
    for (Contribution contribution : reasons.contributions()) {
      out.writeStartObject();
      out.writeStringField("feature", contribution.feature().fullName());
      out.writeFieldName("value");
      JsonValue.write(out, contribution.value());
      out.writeFieldName("contribution");
      writeScore(out, contribution.amount());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeFieldName("bias");
    writeScore(out, reasons.bias());
  }

  /** JSON has no word for what is not finite. */
  static void writeScore(JsonGenerator out, double score) throws IOException {
    if (Double.isFinite(score)) {
      out.writeNumber(score);
    } else {
      out.writeNull();
    }
  }
}
