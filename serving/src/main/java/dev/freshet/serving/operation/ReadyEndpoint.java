package dev.freshet.serving.operation;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.VectorReader;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * {@code GET /health/ready}: the store answers. It may take a second: a server that is slow for a
 * moment is not taken out of service for it.
 */
public record ReadyEndpoint(VectorReader reader) implements Endpoint {

  static final Duration PATIENCE = Duration.ofSeconds(1);

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
    return reader.ping(Deadline.in(PATIENCE)).thenApply(pong -> StatusJson.answer("ready"));
  }
}
