package dev.freshet.serving.v1;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.request.Dialect;
import dev.freshet.serving.request.JsonRequest;
import dev.freshet.serving.vector.VectorReader;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/features}: feature vectors, row by row. */
public record FeaturesEndpoint(VectorReader reader) implements Endpoint {

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/features";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    return reader
        .read(JsonRequest.read(Dialect.FRESHET, question.body()), question.deadline())
        .thenApply(vectors -> Answer.json(new VectorsJson(vectors)));
  }
}
