package dev.freshet.serving.request;

import dev.freshet.serving.problem.ProblemException;
import java.io.IOException;
import java.util.List;

/** A request for recommendations being read from JSON. */
public final class RecommendJson implements Members {

  private List<String> from = List.of();

  private RecommendJson() {}

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is none
   */
  public static RecommendRequest read(byte[] body) {
    ModelJson asked = new ModelJson();
    ShortlistJson shortlist = new ShortlistJson();
    RecommendJson own = new RecommendJson();
    JsonBody.read(body, new Members.Joined(asked, shortlist, own));
    return new RecommendRequest(asked.request(), own.from, shortlist.shortlist());
  }

  @Override
  public List<String> names() {
    return List.of("from");
  }

  @Override
  public void read(String member, JsonBody body) throws IOException {
    from =
        body.texts(member, "a list of names such as [\"trending\"]", "a name such as \"trending\"");
  }
}
