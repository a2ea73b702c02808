package dev.freshet.serving.v1;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.request.ScoreJson;
import dev.freshet.serving.score.Scoring;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/score}: a model's scores of rows, and the reasons for them. */
public record ScoreEndpoint(Scoring scoring) implements Endpoint {

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/score";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    return scoring
        .score(ScoreJson.read(question.body()), question.deadline())
        .thenApply(scores -> Answer.json(new ScoresJson(scores)));
  }
}
