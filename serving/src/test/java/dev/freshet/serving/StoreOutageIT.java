package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that goes away, or hangs, while requests come in. */
@Timeout(120)
class StoreOutageIT {

  private static final Duration DEADLINE = Duration.ofMillis(100);

  /** What a busy machine with two cores may add to the deadline before a client has its answer. */
  private static final Duration SLACK = Duration.ofMillis(900);

  private static final int CLIENTS = 4;
  private static final String REQUEST =
      """
      {"features": ["user_activity:views_1h"], "entities": {"user_id": "u1"}}""";

  private final AtomicBoolean over = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Timed> replies = new ConcurrentLinkedQueue<>();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private ServedShop shop;

  private record Timed(Reply reply, Duration took) {}

  @BeforeEach
  void open() throws Exception {
    shop = ServedShop.open(config -> config.withDeadline(DEADLINE));
  }

  @AfterEach
  void close() {
    clients.shutdownNow();
    shop.close();
  }

  @Test
  void answersWithProblemsInTimeWhileTheStoreIsAwayAndRecovers() throws Exception {
    List<Future<?>> load = load();
    awaitReplies(200, 200);

    shop.store().stop();
    awaitReplies(503, 200);
    shop.store().start();
    shop.client().awaitReady();
    awaitReplies(200, 200);

    end(load);
    assertThat(replies.stream().map(timed -> timed.reply().status()).distinct())
        .isSubsetOf(200, 503, 504);
  }

  @Test
  void answersWithProblemsInTimeWhileTheStoreHangsAndRecovers() throws Exception {
    List<Future<?>> load = load();
    awaitReplies(200, 200);

    shop.store().freeze();
    awaitReplies(504, 20);
    shop.store().thaw();
    shop.client().awaitReady();
    awaitReplies(200, 200);

    end(load);
    assertThat(replies.stream().map(timed -> timed.reply().status()).distinct())
        .isSubsetOf(200, 504);
    assertThat(shop.client().get("/metrics").body())
        .doesNotContain("freshet_serving_deadline_exceeded_total 0.0");
  }

  private List<Future<?>> load() {
    List<Future<?>> load = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Client client = new Client(shop.server().httpPort());
      load.add(
          clients.submit(
              () -> {
                while (!over.get()) {
                  long asked = System.nanoTime();
                  Reply reply = client.features(REQUEST);
                  replies.add(new Timed(reply, Duration.ofNanos(System.nanoTime() - asked)));
                }
                return null;
              }));
    }
    return load;
  }

  /** Waits for so many more replies of one status. */
  private void awaitReplies(int status, int count) throws InterruptedException {
    long wanted = count(status) + count;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (count(status) < wanted) {
      assertThat(System.nanoTime())
          .as("%d of %d replies of status %d in 20 s", count(status), wanted, status)
          .isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private long count(int status) {
    return replies.stream().filter(timed -> timed.reply().status() == status).count();
  }

  private void end(List<Future<?>> load) throws Exception {
    over.set(true);
    for (Future<?> client : load) {
      client.get(10, TimeUnit.SECONDS);
    }
    for (Timed timed : replies) {
      assertThat(timed.took()).as(timed.reply().body()).isLessThan(DEADLINE.plus(SLACK));
      if (timed.reply().status() == 200) {
        assertThat(timed.reply().at("/rows/0/values/0").asInt()).isEqualTo(2);
      } else {
        assertThat(timed.reply().contentType()).isEqualTo("application/problem+json");
        assertThat(timed.reply().at("/detail").asText()).contains("ask again");
      }
    }
  }
}
