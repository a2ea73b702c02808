package dev.freshet.serving.operation;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /health/live}: the process answers. */
public record LiveEndpoint() implements Endpoint {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/health/live";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    return CompletableFuture.completedFuture(StatusJson.answer("live"));
  }
}
