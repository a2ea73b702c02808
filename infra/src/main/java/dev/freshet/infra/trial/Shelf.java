package dev.freshet.infra.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.infra.client.ServingClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A shelf of a few items for one visitor, chosen out of more by what serving says. Thread-safe, as
 * its random numbers are.
 */
final class Shelf {

  static final int ITEMS = 8;
  static final String MODEL = "shelf";

  private static final String POPULAR = "popular";
  private static final List<String> EXCLUDE =
      List.of("user_activity:purchased_items", "user_activity:declined_items");

  private final ServingClient client;
  private final Random random;
  private final ObjectMapper mapper = new ObjectMapper();

  Shelf(ServingClient client, Random random) {
    this.client = client;
    this.random = random;
  }

  /** The items for a visitor, best first. */
  List<String> ranked(Arm arm, String visitor, List<String> candidates) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("model", arm == Arm.MODEL ? MODEL : POPULAR);
    question.put("entities", Map.of("user_id", visitor));
    question.put("candidates", Map.of("item_id", candidates));
    question.put("exclude", EXCLUDE);
    List<String> items = new ArrayList<>();
    client
        .post("/v1/rank", question)
        .join()
        .path("items")
        .forEach(item -> items.add(item.path("item_id").asText()));
    if (arm == Arm.RANDOM) {
      Collections.shuffle(items, random);
    }
    return items.subList(0, Math.min(ITEMS, items.size()));
  }

  /** What is known of each item for a visitor just now: the rows of a training set. */
  List<ObjectNode> rows(String visitor, List<String> items) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("feature_service", MODEL);
    question.put("entities", Map.of("user_id", visitor, "item_id", items));
    JsonNode answer = client.post("/v1/features", question).join();
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode row : answer.path("rows")) {
      ObjectNode out = mapper.createObjectNode();
      out.setAll((ObjectNode) row.path("entities"));
      out.set("event_timestamp", answer.path("as_of"));
      for (int i = 0; i < answer.path("features").size(); i++) {
        String column = answer.path("features").get(i).asText().replaceFirst(":", "__");
        out.set(column, row.path("values").get(i));
      }
      rows.add(out);
    }
    return rows;
  }

  /** Whether serving has a version of the model. */
  boolean isModelServed() {
    for (JsonNode model : client.get("/v1/models").join().path("models")) {
      if (model.path("model").asText().equals(MODEL)) {
        return model.path("model_version").isTextual();
      }
    }
    return false;
  }
}
