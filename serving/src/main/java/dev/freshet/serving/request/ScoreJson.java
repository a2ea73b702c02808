package dev.freshet.serving.request;

import dev.freshet.serving.problem.ProblemException;
import java.io.IOException;
import java.util.List;

/** A request for scores being read from JSON. */
public final class ScoreJson implements Members {

  private boolean explain;

  private ScoreJson() {}

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is none
   */
  public static ScoreRequest read(byte[] body) {
    ModelJson asked = new ModelJson();
    ScoreJson own = new ScoreJson();
    JsonBody.read(body, new Members.Joined(asked, own));
    return new ScoreRequest(asked.request(), own.explain);
  }

  @Override
  public List<String> names() {
    return List.of("explain");
  }

  @Override
  public void read(String member, JsonBody body) throws IOException {
    explain = body.flag(member);
  }
}
