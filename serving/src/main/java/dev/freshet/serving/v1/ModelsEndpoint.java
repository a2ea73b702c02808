package dev.freshet.serving.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.definition.Model;
import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.registry.ModelRegistry;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /v1/models}: which models there are, and in which version. */
public record ModelsEndpoint(ModelRegistry models) implements Endpoint {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/models";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    return CompletableFuture.completedFuture(Answer.json(this::writeTo));
  }

  private void writeTo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("models");
    for (Model model : models.definitions()) {
      out.writeStartObject();
      out.writeStringField("model", model.name());
      out.writeStringField("feature_service", model.service().name());
      out.writeStringField("kind", model.kind());
      out.writeStringField("model_version", models.version(model.name()).orElse(null));
      if (!models.refusal(model.name()).isEmpty()) {
        out.writeStringField("refused", models.refusal(model.name()));
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
