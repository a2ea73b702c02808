package dev.freshet.serving.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.json.JsonValue;
import dev.freshet.serving.json.RowJson;
import dev.freshet.serving.score.Ranking;
import java.io.IOException;

/** A ranked list as {@code /v1/rank} writes it. */
record RankingJson(Ranking ranking) implements JsonText.Content {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("as_of", Timestamps.format(ranking.vectors().asOf()));
    out.writeStringField("model", ranking.model());
    out.writeStringField("model_version", ranking.version());
    out.writeArrayFieldStart("items");
    int rank = 0;
    for (Ranking.Item item : ranking.items()) {
      out.writeStartObject();
      writeId(item.row(), out);
      out.writeFieldName("score");
      ScoresJson.writeScore(out, item.score());
      out.writeNumberField("rank", ++rank);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("excluded");
    for (Ranking.Excluded excluded : ranking.excluded()) {
      out.writeStartObject();
      writeId(excluded.row(), out);
      out.writeStringField("because", excluded.because().fullName());
      out.writeEndObject();
    }
    out.writeEndArray();
    RowJson.writeDegraded(ranking.unknown(), out);
    out.writeEndObject();
  }

  private void writeId(int row, JsonGenerator out) throws IOException {
    for (int key : ranking.keys()) {
      out.writeFieldName(ranking.vectors().rows().keys().get(key).name());
      JsonValue.write(out, ranking.vectors().rows().value(row, key));
    }
  }
}
