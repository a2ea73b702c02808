package dev.freshet.serving.operation;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.vector.VectorReader;
import java.util.concurrent.CompletionStage;

/** {@code GET /health/ready}: the store answers. */
public record ReadyEndpoint(VectorReader reader) implements Endpoint {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/health/ready";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    return reader.ping(question.deadline()).thenApply(pong -> StatusJson.answer("ready"));
  }
}
