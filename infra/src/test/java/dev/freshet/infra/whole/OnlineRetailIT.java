package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.replay.Replay;
import dev.freshet.infra.replay.ReplayConfig;
import dev.freshet.infra.stack.Stack;
import dev.freshet.infra.stack.StackConfig;
import dev.freshet.infra.wait.Patience;
import dev.freshet.pipelines.file.EventFiles;
import dev.freshet.pipelines.file.EventRecords;
import dev.freshet.pipelines.job.JobConfig;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.FieldMeter;
import dev.freshet.pipelines.record.RecordDecoder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A year of a real shop, replayed so that it ends now: what is read of customers, products and
 * pairs of them is what scanning the file gives, now and as of days ahead.
 */
@Timeout(600)
class OnlineRetailIT {

  private static final long SEED = Long.getLong("freshet.seed.retail", 11);
  private static final int LINES = 541_909;

  /** One of so many is looked at. */
  private static final Map<String, Integer> SAMPLED =
      Map.of("customer", 8, "product", 40, "customer_product", 2_500);

  @Test
  void whatIsReadIsWhatScanningTheFileGives() throws Exception {
    Path folder = Path.of("..", "examples", "online-retail").toRealPath();
    Repository repository = RepositoryReader.read(folder);
    Console console = Console.system();
    try (Stack stack = Stack.start(StackConfig.of(folder), repository, console)) {
      String kafka = stack.addresses().kafka();
      Replay.Summary replayed = new Replay(repository, endNow(kafka), console).run();
      console.say(
          String.format(
              "online-retail: %,d events in %.1f s, %,.0f/s from file to store",
              replayed.sent(), replayed.seconds(), replayed.sent() / replayed.seconds()));
      assertThat(replayed.sent()).isEqualTo(LINES);
      URI metrics = URI.create(stack.addresses().metrics());
      assertThat(MetricsSeen.of(metrics).sum("freshet_records", "outcome=\"folded\""))
          .isEqualTo(LINES);
      Patience.until("all rows reach far", () -> unwritten(metrics) == 0);

      World world = sample(repository, replayed.shiftMillis());
      Map<String, Integer> compared = new HashMap<>();
      world.ones().forEach(one -> compared.merge(one.entity().name(), 1, Integer::sum));
      assertThat(compared.get("customer")).isGreaterThanOrEqualTo(500);
      assertThat(compared.get("product")).isGreaterThanOrEqualTo(80);
      assertThat(compared.get("customer_product")).isGreaterThanOrEqualTo(80);
      int values =
          Comparison.compare(
              SEED,
              new Random(SEED),
              repository,
              world,
              JobConfig.DEFAULT_ROW_BUDGET_BYTES,
              new Answers(stack.addresses().http()));
      console.say(String.format("online-retail: %,d values compared, of %s", values, compared));
      assertThat(values).isGreaterThan(20_000);
    }
  }

  private static ReplayConfig endNow(String kafka) {
    return new ReplayConfig(
        kafka, List.of(), OptionalDouble.empty(), true, true, Optional.of(Duration.ofMinutes(5)));
  }

  private static long unwritten(URI metrics) throws Exception {
    MetricsSeen now = MetricsSeen.of(metrics);
    return now.sum("freshet_rows_due") + now.sum("freshet_rows_unfinished");
  }

  /** The events of some entities, as the file has them, later by a constant. */
  private static World sample(Repository repository, long shiftMillis) throws Exception {
    World world = new World(repository, OnlineRetailIT::isSampled);
    Source source = repository.recordedSources().get(0);
    RecordDecoder decoder = new RecordDecoder(source);
    int ts = source.slot("ts").orElseThrow();
    try (EventRecords records = new EventRecords(source, EventFiles.find(source, System::getenv))) {
      while (records.next()) {
        Decoding decoding = decoder.decodeAtRest(records.record(), FieldMeter.NONE);
        Event event = ((Decoding.Decoded) decoding).event();
        Object[] slots = event.slots().clone();
        slots[ts] = ((Instant) slots[ts]).plusMillis(shiftMillis);
        world.sent(source, new Event(event.timestamp() + shiftMillis, true, event.tie(), slots));
      }
    }
    return world;
  }

  private static boolean isSampled(String name) {
    int oneOf = SAMPLED.get(name.substring(0, name.indexOf(' ')));
    return new Random(SEED * 1_000_003 + name.hashCode()).nextInt(oneOf) == 0;
  }
}
