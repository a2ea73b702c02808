package dev.freshet.serving.operation;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /openapi.json}: what can be asked, for programs. */
public final class OpenApiEndpoint implements Endpoint {

  private final Answer document;

  public OpenApiEndpoint() {
    try (InputStream in = OpenApiEndpoint.class.getResourceAsStream("openapi.json")) {
      document = new Answer(200, "application/json", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/openapi.json";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    return CompletableFuture.completedFuture(document);
  }
}
