package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Desk;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.proto.RepeatedValue;
import dev.freshet.serving.proto.ScoreRequest;
import dev.freshet.serving.proto.ScoreResponse;
import dev.freshet.serving.proto.ScoringServiceGrpc;
import dev.freshet.serving.proto.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Features of another server, which goes away, hangs and comes back. */
@Timeout(120)
class ExternalOutageIT {

  private static final String CALLER =
      """
      {"feature_service": "caller", "entities": {"user_id": ["u1", "nobody"], "item_id": 8}}""";
  private static final String SCORE =
      """
      {"model": "patience", "entities": {"user_id": ["u1", "nobody"], "item_id": 8}}""";

  /** What a busy machine with two cores may add to the deadline before a client has its answer. */
  private static final Duration SLACK = Duration.ofMillis(900);

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

  private Desk desk(int port, Duration deadline) throws Exception {
    return Desk.open(shop.store(), "127.0.0.1:" + port, config -> config.withDeadline(deadline));
  }
}
