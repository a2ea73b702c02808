package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.RowWriter;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.fixture.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What serving asks of a store, whichever kind it is. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {

  private static final int USERS = 300;
  private static final String REQUEST =
      "{\"features\": [\"user_session:clicks\", \"item_stats:views_1h\"],"
          + " \"entities\": {\"item_id\": 7, \"user_id\": ["
          + IntStream.range(0, USERS)
              .mapToObj(i -> "\"user" + i + "\"")
              .collect(Collectors.joining(","))
          + "]}}";

  private TestStore store;
  private FeatureServer server;
  private Client client;

  /** A new store. */
  abstract TestStore open() throws IOException;

  @BeforeAll
  void startServer() throws Exception {
    store = open();
    RowWriter rows = new RowWriter(Shop.repository());
    long now = System.currentTimeMillis();
    for (int i = 0; i < USERS; i += 2) {
      rows.fold(Shop.event(now - 1000 - i, "user" + i, 7L, "view", null, null));
    }
    store.write(rows.rows(now));
    server = FeatureServer.start(config(store.uri()));
    client = new Client(server.httpPort());
    client.awaitReady();
  }

  @AfterAll
  void stop() {
    try {
      server.close();
    } finally {
      store.close();
    }
  }

  @Test
  void givesTheRowsThatAreThere() throws Exception {
    assertAnswered(client.features(REQUEST));
  }

  /** A server with a deadline that a busy machine can keep. */
  static FeatureServerConfig config(String uri) {
    return FeatureServerConfig.of(Shop.repository(), uri)
        .withHost("127.0.0.1")
        .withDeadline(Duration.ofSeconds(2));
  }

  TestStore store() {
    return store;
  }

  static void assertAnswers(Client client) throws IOException, InterruptedException {
    client.awaitReady();
    assertAnswered(client.features(REQUEST));
  }

  private static void assertAnswered(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    for (int i = 0; i < USERS; i++) {
      assertThat(reply.at("/rows/" + i + "/statuses/0").asText())
          .as("user%d", i)
          .isEqualTo(i % 2 == 0 ? "PRESENT" : "NOT_FOUND");
      assertThat(reply.at("/rows/" + i + "/values/0").asInt()).isEqualTo(1 - i % 2);
      assertThat(reply.at("/rows/" + i + "/values/1").asInt()).isEqualTo(USERS / 2);
    }
  }

  @Test
  void isAskedOnceForAllRows() throws Exception {
    client.features(REQUEST);
    long before = store.socketReads();
    long idle = store.socketReads() - before;
    before = store.socketReads();

    client.features(REQUEST);

    long reads = store.socketReads() - before - idle;
    assertThat(reads)
        .as("reads from sockets, of %d keys in one flush per node; more is other traffic", USERS)
        .isBetween(1L, 40L);
  }

  @Test
  void isMissedWhileAwayAndFoundAgain() throws Exception {
    store.stop();
    Reply reply = client.features(REQUEST);
    assertThat(reply.status()).as(reply.body()).isIn(503, 504);
    assertThat(reply.contentType()).isEqualTo("application/problem+json");
    assertThat(client.get("/health/ready").status()).isIn(503, 504);
    assertThat(client.get("/health/live").status()).isEqualTo(200);

    store.start();
    assertAnswers(client);
  }

  @Test
  void mayComeLaterThanTheServer() throws Exception {
    store.stop();
    try (FeatureServer early = FeatureServer.start(config(store.uri()))) {
      Client asker = new Client(early.httpPort());
      assertThat(asker.get("/health/live").status()).isEqualTo(200);
      Reply reply = asker.get("/health/ready");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.at("/type").asText()).isEqualTo("urn:freshet:problem:store-unreachable");
      assertThat(asker.features(REQUEST).status()).isEqualTo(503);

      store.start();
      assertAnswers(asker);
    }
  }
}
