package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.fixture.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starting and stopping a server. */
@Timeout(60)
class FeatureServerIT {

  private static final FeatureServerConfig NO_STORE =
      FeatureServerConfig.of(Shop.repository(), "redis://127.0.0.1:1").withHost("127.0.0.1");

  @Test
  void startsOnFreePortsAndLeavesNothingBehind() throws Exception {
    Set<String> before = threads();
    FeatureServer server = FeatureServer.start(NO_STORE);
    Client client = new Client(server.httpPort());
    assertThat(client.get("/health/live").status()).isEqualTo(200);
    assertThat(server.grpcPort()).isNotZero().isNotEqualTo(server.httpPort());

    server.close();

    assertThatThrownBy(() -> client.get("/health/live")).isInstanceOf(IOException.class);
    new ServerSocket(server.httpPort(), 1, InetAddress.getLoopbackAddress()).close();
    new ServerSocket(server.grpcPort(), 1, InetAddress.getLoopbackAddress()).close();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!before.containsAll(threads()) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(before).containsAll(threads());
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> FeatureServer.start(NO_STORE.withPorts(port, 0)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("HTTP port " + port)
          .hasMessageContaining("0 for a free one");
      assertThatThrownBy(() -> FeatureServer.start(NO_STORE.withPorts(0, port)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("gRPC port " + port);
    }
  }

  @Test
  void finishesRequestsUnderWayWhenItStops() throws Exception {
    try (ServedShop shop = ServedShop.open(config -> config.withDeadline(Duration.ofMillis(400)))) {
      shop.store().freeze();
      CompletableFuture<Reply> reply =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return shop.client()
                      .features("{\"feature_service\": \"user\", \"entities\": {\"user_id\": 1}}");
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      TimeUnit.MILLISECONDS.sleep(150);

      shop.server().close();

      assertThat(reply.get(5, TimeUnit.SECONDS).status()).isEqualTo(504);
      shop.store().thaw();
    }
  }

  /** The names of our threads; those of the JDK's clients and of Netty's own housekeeping stay. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(vert\\.x|freshet|lettuce|grpc).*"))
        .collect(Collectors.toSet());
  }
}
