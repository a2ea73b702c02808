package dev.freshet.serving.v1;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.request.RankJson;
import dev.freshet.serving.score.Scoring;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/rank}: candidates in the order of a model's scores. */
public record RankEndpoint(Scoring scoring) implements Endpoint {

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/rank";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    return scoring
        .rank(RankJson.read(question.body()), question.deadline())
        .thenApply(ranking -> Answer.json(RankingJson.of(ranking)));
  }
}
