package dev.freshet.pipelines.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.pipelines.count.CheckpointedCounts;
import dev.freshet.pipelines.record.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters at a real broker, alone and as the function that routes writes them. */
@Timeout(180)
class DeadLettersIT {

  private static final String RECORDS = "freshet_records";

  @TempDir private static Path folder;
  private static Broker broker;

  private final DeadLetters.Meter meter =
      new DeadLetters.Meter(new CheckpointedCounts.Count(), new CheckpointedCounts.Count());

  @BeforeAll
  static void start() throws Exception {
    broker = new Broker(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void aLetterHasTheBytesAndSaysWhereTheyWereAndWhyTheyWereRefused() throws Exception {
    broker.create("a.dead-letters", Map.of());
    byte[] bytes = {0, -1, '{', 10};
    try (DeadLetters letters = new DeadLetters(broker.address())) {
      letters.send(
          Letter.of(new RawRecord("a", 3, 1234567890123L, 5, bytes), Refusal.INVALID_UTF8), meter);
      letters.flush();
    }

    List<ConsumerRecord<byte[], byte[]>> found = broker.read("a.dead-letters");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).value()).isEqualTo(bytes);
    assertThat(header(found.get(0), "topic")).isEqualTo("a");
    assertThat(header(found.get(0), "partition")).isEqualTo("3");
    assertThat(header(found.get(0), "offset")).isEqualTo("1234567890123");
    assertThat(header(found.get(0), "reason")).isEqualTo("invalid_utf8");
    assertThat(header(found.get(0), "message")).isEqualTo(Refusal.INVALID_UTF8.text());
  }

  @Test
  void aLetterMayBeAsLargeAsAnyRecordAndEmptyToo() throws Exception {
    broker.create("large.dead-letters", Map.of("max.message.bytes", Integer.toString(33 << 20)));
    byte[] large = new byte[16 << 20];
    Arrays.fill(large, (byte) 'x');
    try (DeadLetters letters = new DeadLetters(broker.address())) {
      letters.send(Letter.of(new RawRecord("large", 0, 1, 5, large), Refusal.TOO_LARGE), meter);
      letters.send(
          Letter.of(new RawRecord("large", 0, 2, 5, new byte[0]), Refusal.NOT_AN_OBJECT), meter);
      letters.flush();
    }

    assertThat(broker.read("large.dead-letters"))
        .extracting(letter -> letter.value().length)
        .containsExactlyInAnyOrder(large.length, 0);
  }

  @Test
  void aLetterThatIsTooLargeForItsTopicIsCutAndSaysSo() throws Exception {
    broker.create("small.dead-letters", Map.of("max.message.bytes", "1000"));
    byte[] large = new byte[100_000];
    new Random(7).nextBytes(large);
    try (DeadLetters letters = new DeadLetters(broker.address())) {
      letters.send(Letter.of(new RawRecord("small", 0, 1, 5, large), Refusal.TOO_LARGE), meter);
      letters.flush();
    }

    List<ConsumerRecord<byte[], byte[]>> found = broker.read("small.dead-letters");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).value())
        .hasSizeBetween(300, 1_000)
        .isEqualTo(Arrays.copyOf(large, found.get(0).value().length));
    assertThat(header(found.get(0), "cut_from_bytes")).isEqualTo("100000");
    assertThat(meter.tooLarge().value()).isEqualTo(1);
    assertThat(meter.lost().value()).isZero();
  }

  @Test
  void aLetterThatFitsWithNoBytesEitherIsLostAndCounted() throws Exception {
    broker.create("tiny.dead-letters", Map.of("max.message.bytes", "64"));
    try (DeadLetters letters = new DeadLetters(broker.address())) {
      letters.send(
          Letter.of(new RawRecord("tiny", 0, 1, 5, new byte[9]), Refusal.NOT_AN_OBJECT), meter);
      letters.flush();
    }

    assertThat(broker.read("tiny.dead-letters")).isEmpty();
    assertThat(meter.tooLarge().value()).isEqualTo(1);
    assertThat(meter.lost().value()).isEqualTo(1);
  }

  @Test
  void aLetterThatTheBrokerRefusesOtherwiseIsAFaultAtTheNextFlushAndFromThenOn() throws Exception {
    // A topic that is compacted takes no record without a key.
    broker.create("compact.dead-letters", Map.of("cleanup.policy", "compact"));
    try (DeadLetters letters = new DeadLetters(broker.address())) {
      Letter letter =
          Letter.of(new RawRecord("compact", 0, 1, 5, new byte[9]), Refusal.NOT_AN_OBJECT);
      letters.send(letter, meter);

      assertThatThrownBy(letters::flush)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a dead letter could not be written");
      assertThatThrownBy(() -> letters.send(letter, meter)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCheckpointIsOnlyTakenOnceEveryLetterIsThere() throws Exception {
    broker.create("shop.clicks.dead-letters", Map.of());
    OperatorSubtaskState checkpoint;
    try (RouteHarness route = new RouteHarness(broker.address(), null)) {
      for (int i = 0; i < 1_000; i++) {
        route.take("shop.clicks", i % 2 == 0 ? "no json " + i : "{\"ts\": \"when?\"}");
      }
      checkpoint = route.checkpoint();

      assertThat(broker.read("shop.clicks.dead-letters")).hasSize(1_000);
      assertThat(route.counted(RECORDS, "reason=\"not_an_object\"")).isEqualTo(500);
      assertThat(route.counted(RECORDS, "reason=\"no_event_time\"")).isEqualTo(500);
    }
    // Dead before the next checkpoint: what came after is read, and written, again.
    try (RouteHarness again = new RouteHarness(broker.address(), checkpoint)) {
      again.take("shop.clicks", "no json");
      again.checkpoint();

      assertThat(again.counted(RECORDS, "outcome=\"dead_lettered\"")).isEqualTo(1_001);
      assertThat(broker.read("shop.clicks.dead-letters")).hasSize(1_001);
    }
  }

  @Test
  void aBrokerThatIsAwayIsWaitedForAndNothingIsLost() throws Exception {
    broker.create("shop.pages.dead-letters", Map.of());
    try (RouteHarness route = new RouteHarness(broker.address(), null)) {
      route.take("shop.pages", "the first");
      route.checkpoint();
      broker.stop();
      CompletableFuture<OperatorSubtaskState> checkpoint;
      try {
        // A client that has noticed waits with the letter already, else with the checkpoint.
        checkpoint = CompletableFuture.supplyAsync(() -> takeAndCheckpoint(route));
        CompletableFuture<OperatorSubtaskState> waiting = checkpoint;
        assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS))
            .isInstanceOf(TimeoutException.class);
      } finally {
        broker.start();
      }
      checkpoint.get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);

      assertThat(broker.read("shop.pages.dead-letters"))
          .extracting(letter -> new String(letter.value(), UTF_8))
          .containsExactlyInAnyOrder("the first", "one that waits");
    }
  }

  private static OperatorSubtaskState takeAndCheckpoint(RouteHarness route) {
    try {
      route.take("shop.pages", "one that waits");
      return route.checkpoint();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
