package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.oracle.RandomRepository;
import dev.freshet.pipelines.job.EmbeddedJob;
import dev.freshet.pipelines.job.JobConfig;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random repositories, events and questions through the real Kafka, Flink, Redis and HTTP: every
 * value is the one that scanning all events gives, now and as of up to days ahead.
 */
@Timeout(300)
class OnlineEqualsOracleIT {

  private static final int SEEDS = Integer.getInteger("freshet.seeds.whole", 20);
  private static final int AT_ONCE = 4;
  private static final int EVENTS = 400;

  @TempDir private static Path temp;

  @AutoClose private static KafkaAndRedis servers;

  @BeforeAll
  static void start() throws Exception {
    servers = new KafkaAndRedis(temp);
  }

  static LongStream batches() {
    return LongStream.range(0, (SEEDS + AT_ONCE - 1) / AT_ONCE);
  }

  @ParameterizedTest
  @MethodSource("batches")
  void everyValueIsWhatScanningAllEventsGives(long batch) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Integer>> runs =
          IntStream.range(0, AT_ONCE)
              .mapToObj(i -> threads.submit(() -> run(batch * AT_ONCE + i)))
              .toList();
      for (Future<Integer> run : runs) {
        assertThat(run.get()).as("values compared").isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** One seed; returns how many values were compared. */
  private static int run(long seed) throws Exception {
    Random random = new Random(seed);
    Path folder = Files.createDirectories(temp.resolve("seed" + seed).resolve("definitions"));
    String yaml =
        RandomRepository.yaml(random, "seed" + seed + "source")
            .replaceFirst("project: .*", "project: seed" + seed);
    Files.writeString(folder.resolve("features.yaml"), yaml);
    Definitions definitions = Definitions.of(folder);
    Repository repository = definitions.repository();
    Topics.ensure(servers.kafka(), repository, 1);
    JobConfig config =
        new JobConfig(
            servers.kafka(),
            servers.redis(),
            folder.resolveSibling("state"),
            Optional.empty(),
            Optional.empty(),
            JobConfig.DEFAULT_FRESHNESS,
            random.nextInt(4) == 0 ? 512 : JobConfig.DEFAULT_ROW_BUDGET_BYTES,
            1 + random.nextInt(2),
            Duration.ofSeconds(1),
            random.nextBoolean(),
            0,
            0);
    try (EmbeddedJob job = EmbeddedJob.start(definitions, config);
        Served server = new Served(repository, servers.redis())) {
      World world = new World(repository);
      send(random, repository, world);
      Committed.await(servers.kafka(), repository);
      Thread.sleep(5_000);
      return Comparison.compare(
          seed, random, repository, world, config.rowBudgetBytes(), server.answers());
    }
  }

  private static void send(Random random, Repository repository, World world) throws Exception {
    RandomEvents events = new RandomEvents(random);
    long reach = List.of(60_000L, 3_600_000L, 86_400_000L).get(random.nextInt(3));
    try (Sender sender = new Sender(servers.kafka(), world)) {
      for (int i = 0; i < EVENTS; i++) {
        Made made = events.next(System.currentTimeMillis(), reach);
        Source source =
            repository.recordedSources().get(random.nextInt(repository.recordedSources().size()));
        sender.send(source, made);
        if (random.nextInt(20) == 0) {
          Thread.sleep(random.nextInt(200));
        }
      }
    }
  }
}
