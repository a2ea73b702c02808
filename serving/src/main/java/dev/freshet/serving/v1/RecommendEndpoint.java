package dev.freshet.serving.v1;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.recommend.Recommender;
import dev.freshet.serving.request.RecommendJson;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/recommend}: candidates from features, in the order of a model's scores. */
public record RecommendEndpoint(Recommender recommender) implements Endpoint {

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/recommend";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    return recommender
        .recommend(RecommendJson.read(question.body()), question.deadline())
        .thenApply(found -> Answer.json(RankingJson.of(found)));
  }
}
