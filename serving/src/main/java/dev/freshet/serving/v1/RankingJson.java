package dev.freshet.serving.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.json.JsonValue;
import dev.freshet.serving.json.RowJson;
import dev.freshet.serving.recommend.Recommendation;
import dev.freshet.serving.score.Ranking;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A ranked list as {@code /v1/rank} writes it, and {@code /v1/recommend}.
 *
 * @param origins where each item comes from, if that is told
 * @param degraded features that the list had to do without
 */
record RankingJson(
    Ranking ranking, Optional<Function<Ranking.Item, List<String>>> origins, List<Feature> degraded)
    implements JsonText.Content {

  static RankingJson of(Ranking ranking) {
    return new RankingJson(ranking, Optional.empty(), ranking.unknown());
  }

  static RankingJson of(Recommendation found) {
    return new RankingJson(found.ranking(), Optional.of(found::origins), found.degraded());
  }

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
      if (origins.isPresent()) {
        out.writeFieldName("from");
        JsonValue.write(out, origins.get().apply(item));
      }
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
    RowJson.writeDegraded(degraded, out);
    out.writeEndObject();
  }

  private void writeId(int row, JsonGenerator out) throws IOException {
    for (int key : ranking.keys()) {
      out.writeFieldName(ranking.vectors().rows().keys().get(key).name());
      JsonValue.write(out, ranking.vectors().rows().value(row, key));
    }
  }
}
