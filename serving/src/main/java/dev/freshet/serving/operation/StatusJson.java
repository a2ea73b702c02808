package dev.freshet.serving.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.serving.http.Answer;
import dev.freshet.serving.json.JsonText;
import java.io.IOException;

/** How the server is, in a word. */
record StatusJson(String status) implements JsonText.Content {

  static Answer answer(String status) {
    return Answer.json(new StatusJson(status));
  }

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("status", status);
    out.writeEndObject();
  }
}
