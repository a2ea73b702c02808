package dev.freshet.serving.request;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A request for features being read from JSON. */
public final class JsonRequest implements Members {

  private final Dialect dialect;
  private String service = "";
  private List<String> names = List.of();
  private Map<String, Column> entities = Map.of();
  private Map<String, Column> context = Map.of();
  private OptionalLong asOf = OptionalLong.empty();
  private boolean fullNames;

  private JsonRequest(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is not JSON, or none of the dialect
   */
  public static FeatureRequest read(Dialect dialect, byte[] body) {
    JsonRequest request = new JsonRequest(dialect);
    JsonBody.read(body, request);
    return new FeatureRequest(
        dialect,
        request.selection(),
        request.entities,
        request.context,
        request.asOf,
        request.fullNames);
  }

  @Override
  public List<String> names() {
    return dialect.members();
  }

  @Override
  public boolean strict() {
    return dialect.strict();
  }

  @Override
  public void read(String member, JsonBody body) throws IOException {
    switch (member) {
      case "feature_service" -> service = body.text(member, "the name of a feature service");
      case "features" ->
          names =
              body.texts(
                  member,
                  "a list of names such as \"view:feature\" or \"view\"",
                  "a name such as \"view:feature\"");
      case "entities" -> entities = body.keys(member);
      case "context" -> context = body.context();
      case "as_of" -> asOf = OptionalLong.of(body.instant(member));
      default -> fullNames = body.flag(member);
    }
  }

  private Selection selection() {
    if (!service.isEmpty() && !names.isEmpty()) {
      throw Problem.of(
              ProblemKind.TWO_SELECTIONS,
              "\"feature_service\" and \"features\" are both there; send one of them")
          .exception();
    }
    if (service.isEmpty() && names.isEmpty()) {
      throw Problem.of(
              ProblemKind.NO_FEATURES,
              "neither \"feature_service\" nor \"features\" is there; send the name of a feature"
                  + " service, or a list such as [\"view:feature\"]")
          .exception();
    }
    return service.isEmpty() ? new Selection.Names(names) : new Selection.Service(service);
  }
}
