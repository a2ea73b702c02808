package dev.freshet.serving.request;

import dev.freshet.serving.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A request for a ranking being read from JSON. */
public final class RankJson implements Members {

  private Map<String, Column> candidates = Map.of();

  private RankJson() {}

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is none
   */
  public static RankRequest read(byte[] body) {
    ModelJson asked = new ModelJson();
    ShortlistJson shortlist = new ShortlistJson();
    RankJson own = new RankJson();
    JsonBody.read(body, new Members.Joined(asked, shortlist, own));
    return new RankRequest(asked.request(), own.candidates, shortlist.shortlist());
  }

  @Override
  public List<String> names() {
    return List.of("candidates");
  }

  @Override
  public void read(String member, JsonBody body) throws IOException {
    candidates = body.keys(member);
  }
}
