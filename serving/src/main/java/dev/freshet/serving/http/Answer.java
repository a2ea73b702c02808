package dev.freshet.serving.http;

import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.json.ProblemJson;
import dev.freshet.serving.problem.Problem;

/** What a request is answered with. */
public record Answer(int status, String contentType, byte[] body) {

  public static Answer json(JsonText.Content content) {
    return new Answer(200, "application/json", JsonText.of(content));
  }

  static Answer problem(Problem problem) {
    return new Answer(
        problem.kind().status(), ProblemJson.CONTENT_TYPE, JsonText.of(new ProblemJson(problem)));
  }
}
