package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.MemoryStore;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.SchemaCheck;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.http.Routes;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.recommend.Recommender;
import dev.freshet.serving.registry.ModelRegistry;
import dev.freshet.serving.score.Scoring;
import dev.freshet.serving.vector.VectorReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /openapi.json} describes the server that serves it. */
class OpenApiIT {

  private static ServedShop shop;
  private static Client client;
  private static JsonNode document;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open();
    client = shop.client();
    document = client.get("/openapi.json").json();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    ServingMetrics metrics = new ServingMetrics();
    Routes routes;
    try (ModelRegistry models = ModelRegistry.open(Shop.repository(), metrics)) {
      VectorReader reader = new MemoryStore().reader(metrics, () -> 0);
      Scoring scoring = new Scoring(reader, models, metrics, rows -> {});
      Recommender recommender = new Recommender(Shop.repository(), reader, scoring);
      routes = FeatureServer.routes(reader, scoring, recommender, metrics);
    }
    Map<String, List<String>> described = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
      described.put(
          path.getKey(),
          path.getValue().properties().stream()
              .map(method -> method.getKey().toUpperCase(Locale.ROOT))
              .toList());
    }

    assertThat(described).isEqualTo(routes.methods());
  }

  @Test
  void hasExamplesThatAreRequestsAndAreAnsweredAsDescribed() throws Exception {
    int asked = 0;
    for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
      JsonNode body = path.getValue().at("/post/requestBody/content/application~1json");
      for (JsonNode example : body.path("examples")) {
        JsonNode request = example.get("value");
        assertThat(SchemaCheck.problems(document, body.get("schema"), request)).isEmpty();

        Reply reply = client.post(path.getKey(), request.toString());
        assertThat(reply.status()).as(request + " " + reply.body()).isEqualTo(200);
        assertFits(path.getValue().at("/post/responses/200"), reply);
        asked++;
      }
      if (path.getValue().has("get")) {
        assertFits(path.getValue().at("/get/responses/200"), client.get(path.getKey()));
      }
    }
    assertThat(asked).isEqualTo(9);
  }

  @Test
  void describesProblems() throws Exception {
    for (String wrong : List.of("{", "{}", "{\"features\": [\"a\"]}", " ".repeat(2 << 20))) {
      Reply reply = client.features(wrong);
      JsonNode described = document.at("/paths/~1v1~1features/post/responses/" + reply.status());
      assertThat(described.isMissingNode()).as("a response %d", reply.status()).isFalse();
      assertFits(described, reply);
    }
  }

  private static void assertFits(JsonNode response, Reply reply) {
    String type = reply.contentType().replaceAll(";.*", "");
    JsonNode schema = response.path("content").path(type).path("schema");
    assertThat(schema.isMissingNode()).as("%s in %s", type, response).isFalse();
    if (type.endsWith("json")) {
      assertThat(SchemaCheck.problems(document, schema, reply.json())).as(reply.body()).isEmpty();
    }
  }
}
