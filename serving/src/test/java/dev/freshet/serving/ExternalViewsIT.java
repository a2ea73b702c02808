package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.Variables;
import dev.freshet.serving.external.WrongAddressException;
import dev.freshet.serving.fixture.Desk;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.log.RollingFile;
import dev.freshet.serving.log.ServedLogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Features of another server. */
@Timeout(120)
class ExternalViewsIT {

  private static final String ALL =
      """
      {"features": ["user_activity", "item_stats"],
       "entities": {"user_id": ["u1", "u2", "nobody", "u1"], "item_id": [7, 8, 7, 9]}}""";
  private static final String CALLER =
      """
      {"feature_service": "caller", "entities": {"user_id": ["u1", "nobody"], "item_id": 8}}""";
  private static final String SCORE =
      """
      {"model": "patience", "entities": {"user_id": ["u1", "nobody"], "item_id": 8}}""";

  @TempDir private Path folder;

  private ServedShop shop;

  @BeforeEach
  void open() throws Exception {
    shop = ServedShop.open();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void valuesAreThoseOfTheOtherServer() throws Exception {
    try (Desk desk = desk()) {
      Reply reply = desk.client().features(ALL);

      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(reply.json().has("degraded")).as(reply.body()).isFalse();
      String names =
          StreamSupport.stream(reply.at("/features").spliterator(), false)
              .map(JsonNode::toString)
              .collect(Collectors.joining(", ", "[", "]"));
      Reply right =
          shop.client().features(ALL.replace("[\"user_activity\", \"item_stats\"]", names));
      for (int row = 0; row < 4; row++) {
        String at = "/rows/" + row;
        assertThat(reply.at(at + "/statuses")).isEqualTo(right.at(at + "/statuses"));
        assertThat(reply.at(at + "/values").toString())
            .as("views_1h is declared a double, and timestamps have whole seconds")
            .isEqualTo(
                right
                    .at(at + "/values")
                    .toString()
                    .replaceFirst("(\\d+),(\\d+)", "$1,$2.0")
                    .replaceFirst("\\.\\d{3}Z", ".000Z"));
        assertThat(reply.at(at + "/updated")).as("it is of no row of ours").isEmpty();
      }
    }
  }

  @Test
  void theyAreScoredAndLoggedAndServedByFeastsProtocols() throws Exception {
    Path file = folder.resolve("served.jsonl");
    ServedLogConfig log = new ServedLogConfig(RollingFile.open(file, RollingFile.DEFAULT_BYTES), 1);
    try (Desk desk =
        Desk.open(
            shop.store(), address(shop.server().grpcPort()), config -> config.withServedLog(log))) {
      Reply reply = desk.client().features(CALLER);
      // calls 0, views_5m 2, dearest 40, eager 2 * 2 + 0, item 8 was seen twice.
      assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[0,2,40.0,4.0,2]");
      assertThat(reply.at("/rows/1/values").toString()).isEqualTo("[0,0,null,0.0,2]");
      assertThat(reply.at("/rows/1/statuses").toString())
          .isEqualTo("[\"NOT_FOUND\",\"NOT_FOUND\",\"NOT_FOUND\",\"PRESENT\",\"PRESENT\"]");

      Reply scores = desk.client().post("/v1/score", SCORE);
      assertThat(scores.at("/rows/0/score").asDouble()).isEqualTo(1 + 20 + 400 + 2000);
      assertThat(scores.at("/rows/1/score").asDouble()).isEqualTo(1 + 2000);

      Reply feast =
          desk.client()
              .post(
                  "/get-online-features",
                  """
                  {"features": ["user_activity:dearest"], "entities": {"user_id": ["u1"]}}""");
      assertThat(feast.at("/results/1/values/0").asDouble()).isEqualTo(40);
    }
    JsonNode line = new ObjectMapper().readTree(Files.readAllLines(file).get(0));
    assertThat(line.at("/external").toString())
        .as("also what is only an operand")
        .isEqualTo(
            "{\"user_activity:views_5m\":2,\"user_activity:dearest\":40.0,"
                + "\"user_activity:views_1h\":2.0,\"item_stats:views_1h\":2}");
  }

  @Test
  void aRankingAsksEachViewOnce() throws Exception {
    try (Desk desk = desk()) {
      String items =
          IntStream.rangeClosed(1, 500)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(","));
      long before = calls();

      Reply reply =
          desk.client()
              .post(
                  "/v1/rank",
                  "{\"model\": \"patience\", \"entities\": {\"user_id\": \"u1\"},"
                      + " \"candidates\": {\"item_id\": [%s]}, \"limit\": 2}".formatted(items));

      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(reply.at("/items/0/item_id").asLong()).isEqualTo(8);
      assertThat(reply.at("/items/1/item_id").asLong()).isEqualTo(7);
      assertThat(calls() - before).as("one of users, one of items").isEqualTo(2);
    }
  }

  @Test
  void aValueOfAnotherTypeIsNone() throws Exception {
    try (Desk desk = desk()) {
      Reply reply =
          desk.client()
              .features(
                  """
                  {"features": ["user_session"], "entities": {"user_id": "u1"}}""");

      assertThat(reply.at("/rows/0/values/0").isNull()).as(reply.body()).isTrue();
      assertThat(reply.at("/rows/0/statuses/0").asText()).isEqualTo("NULL_VALUE");
      assertThat(reply.at("/degraded").toString()).isEqualTo("[\"user_session:clicks\"]");
      assertThat(desk.client().get("/metrics").body())
          .contains("freshet_serving_external_mistyped_total{view=\"user_session\"} 1.0");
    }
  }

  @Test
  void anAddressWhoseVariableIsNotSetIsNamed() {
    FeatureServerConfig config =
        FeatureServerConfig.of(Desk.repository(), shop.store().uri())
            .withVariables(new Variables(name -> null));

    assertThatThrownBy(() -> FeatureServer.start(config))
        .isInstanceOf(WrongAddressException.class)
        .hasMessageContaining("external_views.user_activity.feast: ${SHOP}")
        .hasMessageContaining("the environment variable SHOP is not set");
  }

  /** How often the shop was asked over gRPC. */
  private long calls() throws IOException, InterruptedException {
    Matcher count =
        Pattern.compile(
                "freshet_serving_request_seconds_count\\{route=\"feast.serving.ServingService/GetOnlineFeatures\",status=\"OK\"} (\\d+)")
            .matcher(shop.client().get("/metrics").body());
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }

  private Desk desk() throws Exception {
    return Desk.open(
        shop.store(),
        address(shop.server().grpcPort()),
        config -> config.withDeadline(Duration.ofSeconds(2)));
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }
}
