package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.Variables;
import dev.freshet.serving.external.WrongAddressException;
import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Desk;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.log.RollingFile;
import dev.freshet.serving.log.ServedLogConfig;
import dev.freshet.serving.proto.RepeatedValue;
import dev.freshet.serving.proto.ScoreRequest;
import dev.freshet.serving.proto.ScoreResponse;
import dev.freshet.serving.proto.ScoringServiceGrpc;
import dev.freshet.serving.proto.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

/** Features of another server, which goes away, hangs and comes back. */
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

  /** What a busy machine with two cores may add to the deadline before a client has its answer. */
  private static final Duration SLACK = Duration.ofMillis(900);

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
  void aServerThatIsAwayIsMissedAndComesBack() throws Exception {
    int port = shop.server().grpcPort();
    shop.server().close();
    try (Desk desk = desk(port, Duration.ofSeconds(2))) {
      assertThat(desk.client().get("/health/ready").status()).isEqualTo(200);
      assertMissing(desk);
      FeatureServer again = restart(port);
      try {
        awaitWhole(desk);
        again.close();
        assertMissing(desk);
      } finally {
        again.close();
      }
      try (FeatureServer last = restart(port)) {
        awaitWhole(desk);
        assertThat(last.grpcPort()).isEqualTo(port);
      }
      assertThat(desk.client().get("/metrics").body())
          .contains(
              "freshet_serving_external_seconds_count{outcome=\"unreachable\",view=\"user_activity\"}")
          .contains(
              "freshet_serving_external_seconds_count{outcome=\"answered\",view=\"user_activity\"}")
          .contains("freshet_serving_values_total{status=\"OUTSIDE_MAX_AGE\",view=\"item_stats\"}");
    }
  }

  @Test
  void aServerThatHangsHoldsNobodyUp() throws Exception {
    Duration deadline = Duration.ofMillis(200);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try (ServerSocket hanging = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        Desk desk = desk(hanging.getLocalPort(), deadline)) {
      List<Future<Duration>> load = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Client client = new Client(desk.server().httpPort());
        load.add(
            clients.submit(
                () -> {
                  Duration longest = Duration.ZERO;
                  for (int n = 0; n < 10; n++) {
                    long asked = System.nanoTime();
                    Reply reply = client.features(CALLER);
                    Duration took = Duration.ofNanos(System.nanoTime() - asked);
                    longest = took.compareTo(longest) > 0 ? took : longest;
                    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                    assertThat(reply.at("/degraded")).isNotEmpty();
                  }
                  return longest;
                }));
      }
      for (Future<Duration> longest : load) {
        assertThat(longest.get(30, TimeUnit.SECONDS)).isLessThan(deadline.plus(SLACK));
      }
      assertThat(
              desk.client()
                  .features("{\"features\": [\"support\"], \"entities\": {\"user_id\": 1}}")
                  .status())
          .isEqualTo(200);
    } finally {
      clients.shutdownNow();
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

  private void assertMissing(Desk desk) throws Exception {
    Reply reply = desk.client().features(CALLER);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[0,null,null,null,null]");
    assertThat(reply.at("/rows/0/statuses").toString())
        .isEqualTo(
            "[\"NOT_FOUND\",\"OUTSIDE_MAX_AGE\",\"OUTSIDE_MAX_AGE\",\"NULL_VALUE\",\"OUTSIDE_MAX_AGE\"]");
    assertThat(reply.at("/degraded").toString())
        .isEqualTo(
            "[\"user_activity:views_5m\",\"user_activity:dearest\","
                + "\"user_activity:views_1h\",\"item_stats:views_1h\"]");

    Reply scores = desk.client().post("/v1/score", SCORE);
    assertThat(scores.at("/rows/0/score").asDouble()).isEqualTo(1);
    assertThat(scores.at("/degraded")).isEqualTo(reply.at("/degraded"));
    assertThat(score(desk).getDegradedList()).contains("item_stats:views_1h");

    Reply ranking =
        desk.client()
            .post(
                "/v1/rank",
                """
                {"model": "patience", "entities": {"user_id": "u1"}, "candidates": {"item_id": [9, 8]},
                 "exclude": ["user_activity:recent_items"]}""");
    assertThat(ranking.at("/items/0/item_id").asLong()).as(ranking.body()).isEqualTo(8);
    assertThat(ranking.at("/degraded").toString())
        .contains("user_activity:recent_items", "item_stats:views_1h");

    Reply feast =
        desk.client()
            .post(
                "/get-online-features",
                """
                {"features": ["user_activity:dearest"], "entities": {"user_id": ["u1"]}}""");
    assertThat(feast.at("/results/1/statuses/0").asText()).isEqualTo("OUTSIDE_MAX_AGE");
  }

  private static ScoreResponse score(Desk desk) throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", desk.server().grpcPort())
            .usePlaintext()
            .build();
    try {
      return ScoringServiceGrpc.newBlockingStub(channel)
          .score(
              ScoreRequest.newBuilder()
                  .setModel("patience")
                  .putEntities(
                      "user_id",
                      RepeatedValue.newBuilder()
                          .addVal(Value.newBuilder().setStringVal("u1"))
                          .build())
                  .putEntities(
                      "item_id",
                      RepeatedValue.newBuilder().addVal(Value.newBuilder().setInt64Val(8)).build())
                  .build());
    } finally {
      channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  /** Asks until the other server answers again, for ten seconds at most. */
  private static void awaitWhole(Desk desk) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    Reply reply = desk.client().features(CALLER);
    while (reply.json().has("degraded")) {
      assertThat(System.nanoTime()).as(reply.body()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
      reply = desk.client().features(CALLER);
    }
    assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[0,2,40.0,4.0,2]");
  }

  /** How often the shop was asked over gRPC. */
  private long calls() throws IOException, InterruptedException {
    Matcher count =
        Pattern.compile(
                "freshet_serving_request_seconds_count\\{route=\"feast.serving.ServingService/GetOnlineFeatures\",status=\"OK\"} (\\d+)")
            .matcher(shop.client().get("/metrics").body());
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }

  private FeatureServer restart(int grpcPort) throws Exception {
    FeatureServer server =
        FeatureServer.start(
            FeatureServerConfig.of(Shop.repository(), shop.store().uri())
                .withHost("127.0.0.1")
                .withPorts(0, grpcPort)
                .withDeadline(Duration.ofSeconds(2)));
    new Client(server.httpPort()).awaitReady();
    return server;
  }

  private Desk desk() throws Exception {
    return desk(shop.server().grpcPort(), Duration.ofSeconds(2));
  }

  private Desk desk(int port, Duration deadline) throws Exception {
    return Desk.open(shop.store(), address(port), config -> config.withDeadline(deadline));
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }
}
