package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.log.RollingFile;
import dev.freshet.serving.log.ServedLogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Scores and rankings over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoringIT {

  private static final String SCORE =
      """
      {"model": "buy", "entities": {"user_id": "u1", "item_id": [7, 8]}, "context": {"hour": 20}}""";
  private static final String RANK =
      """
      {"model": "buy", "entities": {"user_id": "u1"}, "candidates": {"item_id": [9, 8, 7, 10]},
       "context": {"hour": 20}}""";

  private ServedShop shop;

  @BeforeAll
  void open() throws Exception {
    shop = ServedShop.open();
  }

  @AfterAll
  void close() {
    shop.close();
  }

  @Test
  void scoresRowsByAModel() throws Exception {
    Reply reply = post("/v1/score", SCORE);

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.at("/model").asText()).isEqualTo("buy");
    assertThat(reply.at("/model_version").asText()).matches("[0-9a-f]{12}");
    assertThat(reply.at("/rows")).hasSize(2);
    assertThat(reply.at("/rows/0/entities/item_id").asLong()).isEqualTo(7);
    // 2 views of u1, 40 the dearest, shoes last, 7 seen; 1 view of item 7; 2 touches; evening.
    double raw = -1.5 + 0.25 * 2 - 0.125 * 40 + 0 + 0.0625 + 1 + 2 * 2 - 0.5;
    assertThat(reply.at("/rows/0/score").asDouble())
        .isCloseTo(1 / (1 + Math.exp(-raw)), within(1e-12));
    assertThat(reply.at("/rows/0/contributions").isMissingNode()).isTrue();
  }

  @Test
  void saysWhy() throws Exception {
    Reply reply = post("/v1/score", SCORE.replace("{\"model\"", "{\"explain\": true, \"model\""));

    JsonNode row = reply.at("/rows/1");
    assertThat(row.at("/contributions/0/feature").asText()).isEqualTo("user_activity:dearest");
    assertThat(row.at("/contributions/0/value").asDouble()).isEqualTo(40);
    assertThat(row.at("/contributions/0/contribution").asDouble()).isEqualTo(-5);
    double sum = row.at("/bias").asDouble();
    for (JsonNode contribution : row.at("/contributions")) {
      sum += contribution.at("/contribution").asDouble();
    }
    assertThat(sum).isCloseTo(row.at("/raw").asDouble(), within(1e-12));
  }

  @Test
  void ranksCandidatesAndTiesById() throws Exception {
    Reply reply = post("/v1/rank", RANK);

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(texts(reply.at("/items"), "item_id")).containsExactly("7", "8", "9", "10");
    assertThat(texts(reply.at("/items"), "rank")).containsExactly("1", "2", "3", "4");
    assertThat(reply.at("/items/2/score")).isEqualTo(reply.at("/items/3/score"));
    assertThat(reply.at("/excluded")).isEmpty();
    assertThat(reply.json().has("degraded")).isFalse();
  }

  @Test
  void leavesOutWhatFeaturesExclude() throws Exception {
    Reply reply =
        post(
            "/v1/rank",
            RANK.replace(
                "\"context\"", "\"exclude\": [\"user_activity:recent_items\"], \"context\""));

    assertThat(texts(reply.at("/items"), "item_id")).containsExactly("9", "10");
    assertThat(texts(reply.at("/excluded"), "item_id")).containsExactly("8", "7");
    assertThat(texts(reply.at("/excluded"), "because"))
        .containsExactly("user_activity:recent_items", "user_activity:recent_items");
  }

  @Test
  void comparesWhatExcludesByValue() throws Exception {
    Reply reply =
        post(
            "/v1/rank",
            RANK.replace("[9, 8, 7, 10]", "[9, \"8\", 7]")
                .replace("\"context\"", "\"exclude\": [\"trends:items_1h\"], \"context\""));

    assertThat(texts(reply.at("/items"), "item_id")).as(reply.body()).containsExactly("9");
    assertThat(texts(reply.at("/excluded"), "item_id")).containsExactly("8", "7");
    assertThat(reply.json().has("degraded")).isFalse();
  }

  @Test
  void saysThatWhatExcludesNamesNoCandidates() throws Exception {
    Reply reply =
        post(
            "/v1/rank",
            RANK.replace(
                "\"context\"", "\"exclude\": [\"user_activity:last_category\"], \"context\""));

    assertThat(reply.at("/items")).as(reply.body()).hasSize(4);
    assertThat(reply.at("/degraded").toString()).isEqualTo("[\"user_activity:last_category\"]");
  }

  @Test
  void listsModels() throws Exception {
    Reply reply = shop.client().get("/v1/models");

    assertThat(texts(reply.at("/models"), "model"))
        .containsExactly("buy", "buy_twice", "buy_later");
    assertThat(reply.at("/models/2/model_version").isNull()).isTrue();
    assertThat(reply.at("/models/2/refused").asText()).contains("there is no file");
  }

  @Test
  void isLoggedWithThePlaceInTheListAndTheScoresOfTheShadow(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("served.jsonl");
    Reply score;
    Reply rank;
    try (ServedShop logged =
        ServedShop.open(config -> config.withServedLog(new ServedLogConfig(open(file), 1)))) {
      score = logged.client().post("/v1/score", SCORE);
      rank =
          logged
              .client()
              .post("/v1/rank", RANK.replace("\"context\"", "\"limit\": 2, \"context\""));
    }

    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(mapper.readTree(line));
    }
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1).at("/score")).isEqualTo(score.at("/rows/1/score"));
    assertThat(lines.get(1).at("/model_version")).isEqualTo(score.at("/model_version"));
    assertThat(lines.get(1).has("rank")).isFalse();
    assertThat(lines.get(3).at("/rank").asInt()).isEqualTo(2);
    assertThat(lines.get(3).at("/entities/item_id")).isEqualTo(rank.at("/items/1/item_id"));
    assertThat(lines.get(3).at("/shadow/0/model").asText()).isEqualTo("buy_twice");
    assertThat(lines.get(3).at("/shadow/0/score").asDouble()).isEqualTo(20);
  }

  private static RollingFile open(Path file) {
    try {
      return RollingFile.open(file, RollingFile.DEFAULT_BYTES);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Reply post(String path, String body) throws Exception {
    return shop.client().post(path, body);
  }

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.path(member).asText()));
    return texts;
  }
}
