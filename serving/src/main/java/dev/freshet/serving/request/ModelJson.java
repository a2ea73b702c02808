package dev.freshet.serving.request;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What every question to a model says, being read from JSON. */
final class ModelJson implements Members {

  private static final List<String> NAMES = List.of("as_of", "context", "entities", "model");

  private String model = "";
  private Map<String, Column> entities = Map.of();
  private Map<String, Column> context = Map.of();
  private OptionalLong asOf = OptionalLong.empty();

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void read(String member, JsonBody body) throws IOException {
    switch (member) {
      case "model" -> model = body.text(member, "the name of a model");
      case "entities" -> entities = body.keys(member);
      case "context" -> context = body.context();
      default -> asOf = OptionalLong.of(body.instant(member));
    }
  }

  ModelRequest request() {
    return new ModelRequest(model, entities, context, asOf);
  }
}
