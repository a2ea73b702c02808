package dev.freshet.serving.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The score of a served row.
 *
 * @param rank the place in the list that it was served in, from 1
 * @param shadow what other models make of it; asked for when it is written, away from the request
 */
public record ServedScore(
    String model,
    String version,
    double score,
    OptionalInt rank,
    Supplier<List<ServedScore>> shadow) {

  /** Writes its members into the object that is open. */
  void writeTo(JsonGenerator out) throws IOException {
    out.writeStringField("model", model);
    out.writeStringField("model_version", version);
    out.writeFieldName("score");
    if (Double.isFinite(score)) {
      out.writeNumber(score);
    } else {
      out.writeNull();
    }
    if (rank.isPresent()) {
      out.writeNumberField("rank", rank.getAsInt());
    }
    List<ServedScore> others = shadow.get();
    if (!others.isEmpty()) {
      out.writeArrayFieldStart("shadow");
      for (ServedScore other : others) {
        out.writeStartObject();
        other.writeTo(out);
        out.writeEndObject();
      }
      out.writeEndArray();
    }
  }
}
