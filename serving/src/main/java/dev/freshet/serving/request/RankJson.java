package dev.freshet.serving.request;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A request for a ranking being read from JSON. */
public final class RankJson implements JsonBody.Members {

  private static final List<String> NAMES =
      List.of(
          "as_of", "candidates", "context", "diversity", "entities", "exclude", "limit", "model");

  private String model = "";
  private Map<String, Column> entities = Map.of();
  private Map<String, Column> candidates = Map.of();
  private Map<String, Column> context = Map.of();
  private OptionalLong asOf = OptionalLong.empty();
  private OptionalInt limit = OptionalInt.empty();
  private List<String> exclude = List.of();
  private Optional<RankRequest.Diversity> diversity = Optional.empty();

  private RankJson() {}

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is none
   */
  public static RankRequest read(byte[] body) {
    RankJson request = new RankJson();
    JsonBody.read(body, request);
    if (request.candidates.isEmpty()) {
      throw Problem.of(
              ProblemKind.NO_CANDIDATES,
              "\"candidates\" is not there, or empty; send what is to be ranked, such as {\"item_id\": [\"i1\", \"i2\"]}")
          .exception();
    }
    return new RankRequest(
        ScoreJson.named(request.model),
        request.entities,
        request.candidates,
        request.context,
        request.asOf,
        request.limit,
        request.exclude,
        request.diversity);
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public boolean strict() {
    return true;
  }

  @Override
  public void read(String member, JsonBody body) throws IOException {
    switch (member) {
      case "model" -> model = body.text(member, "the name of a model");
      case "entities" -> entities = body.keys(member);
      case "candidates" -> candidates = body.keys(member);
      case "context" -> context = body.context();
      case "as_of" -> asOf = OptionalLong.of(body.instant(member));
      case "limit" -> limit = OptionalInt.of(body.count(member, 1, Integer.MAX_VALUE));
      case "exclude" ->
          exclude =
              body.texts(
                  member,
                  "a list of features such as [\"user_activity:purchased_items\"]",
                  "a feature such as \"user_activity:purchased_items\"");
      default -> {
        DiversityJson read = new DiversityJson();
        body.object(member, read);
        diversity = Optional.of(read.diversity());
      }
    }
  }

  private static final class DiversityJson implements JsonBody.Members {

    private String by = "";
    private int max;

    @Override
    public List<String> names() {
      return List.of("by", "max");
    }

    @Override
    public boolean strict() {
      return true;
    }

    @Override
    public void read(String member, JsonBody body) throws IOException {
      if (member.equals("by")) {
        by = body.text(member, "a feature such as \"item_profile:category\"");
      } else {
        max = body.count(member, 1, Integer.MAX_VALUE);
      }
    }

    RankRequest.Diversity diversity() {
      if (by.isEmpty() || max == 0) {
        throw Problem.of(
                ProblemKind.WRONG_DIVERSITY,
                "\"diversity\" has no \"%s\"; send both, such as {\"by\": \"item_profile:category\", \"max\": 3}"
                    .formatted(by.isEmpty() ? "by" : "max"))
            .exception();
      }
      return new RankRequest.Diversity(by, max);
    }
  }
}
