package dev.freshet.serving.request;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A request for scores being read from JSON. */
public final class ScoreJson implements JsonBody.Members {

  private static final List<String> NAMES =
      List.of("as_of", "context", "entities", "explain", "model");

  private String model = "";
  private Map<String, Column> entities = Map.of();
  private Map<String, Column> context = Map.of();
  private OptionalLong asOf = OptionalLong.empty();
  private boolean explain;

  private ScoreJson() {}

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is none
   */
  public static ScoreRequest read(byte[] body) {
    ScoreJson request = new ScoreJson();
    JsonBody.read(body, request);
    return new ScoreRequest(
        named(request.model), request.entities, request.context, request.asOf, request.explain);
  }

  static String named(String model) {
    if (model.isEmpty()) {
      throw Problem.of(
              ProblemKind.NO_MODEL,
              "\"model\" is not there; send the name of the model to score with")
          .exception();
    }
    return model;
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
      case "context" -> context = body.context();
      case "as_of" -> asOf = OptionalLong.of(body.instant(member));
      default -> explain = body.flag(member);
    }
  }
}
