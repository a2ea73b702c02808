package dev.freshet.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.serving.problem.Problem;
import java.io.IOException;
import java.util.Map;

/** A problem as a document of RFC 9457. */
public record ProblemJson(Problem problem) implements JsonText.Content {

  public static final String CONTENT_TYPE = "application/problem+json";

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", problem.kind().type());
    out.writeStringField("title", problem.kind().title());
    out.writeNumberField("status", problem.kind().status());
    out.writeStringField("detail", problem.detail());
    for (Map.Entry<String, Object> member : problem.members().entrySet()) {
      out.writeFieldName(member.getKey());
      JsonValue.write(out, member.getValue());
    }
    out.writeEndObject();
  }
}
