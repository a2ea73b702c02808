package dev.freshet.serving.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.ExternalView;
import dev.freshet.features.definition.Variables;
import dev.freshet.serving.fixture.Desk;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.store.Deadline;
import io.netty.channel.DefaultEventLoop;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of a server that accepts connections and never says a word. */
@Timeout(60)
class FeastSourceIT {

  private static final int CALLS = 300;

  @Test
  void ofTooManyCallsTheRestIsAnsweredAtOnce() throws Exception {
    ExternalView view = Desk.repository().externalView("item_stats").orElseThrow();
    ServingMetrics metrics = new ServingMetrics();
    DefaultEventLoop loop = new DefaultEventLoop();
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        FeastSource source =
            FeastSource.open(
                List.of(view),
                new Variables(name -> "127.0.0.1:" + hanging.getLocalPort()),
                List.of(loop),
                metrics)) {
      List<CompletableFuture<ExternalAnswer>> answers = new ArrayList<>();
      long asked = System.nanoTime();
      for (long i = 0; i < CALLS; i++) {
        answers.add(
            source.fetch(
                view.name(),
                view.features(),
                List.of(Map.of("item_id", i)),
                Deadline.in(Duration.ofSeconds(2))));
      }
      for (CompletableFuture<ExternalAnswer> answer : answers) {
        assertThat(answer.get(5, TimeUnit.SECONDS).missing()).containsOnly(true);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .isBetween(Duration.ofMillis(1_500), Duration.ofMillis(3_000));
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
    }
    String counted = text(metrics);
    // One thread has the greeting.
    int held = AskedServer.THREADS + AskedServer.CALLS_WAITING - 1;
    assertThat(counted)
        .contains("_count{outcome=\"too_slow\",view=\"item_stats\"} " + held)
        .contains("_count{outcome=\"full\",view=\"item_stats\"} " + (CALLS - held));
  }

  private static String text(ServingMetrics metrics) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    metrics.write(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
