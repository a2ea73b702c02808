package dev.freshet.benchmarks.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.benchmarks.Table;
import dev.freshet.pipelines.job.FlinkSettings;
import dev.freshet.pipelines.job.JobConfig;
import dev.freshet.pipelines.metric.MetricsPage;
import dev.freshet.pipelines.repository.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Events a second through the whole job: the same records from a real Kafka, the rows to a real
 * Redis, checkpoints every five seconds; in turns, several times. The rate is taken from the first
 * fifth of the records to the last record.
 */
public final class JobBenchmark {

  private static final int RECORDS = Integer.getInteger("freshet.benchmark.records", 300_000);
  private static final int ROUNDS = Integer.getInteger("freshet.benchmark.rounds", 3);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final RunningSystem system;
  private final Definitions definitions;

  public JobBenchmark(RunningSystem system) throws Exception {
    this.system = system;
    this.definitions = Definitions.of(system.definitions());
    new Visits().send(system.kafka(), RECORDS);
  }

  /** Runs the job once, for its rows. */
  public void fillStore() throws Exception {
    measure(Variant.CACHED);
  }

  public void run() throws Exception {
    Map<Variant, double[]> rates = new EnumMap<>(Variant.class);
    for (int round = 0; round < ROUNDS; round++) {
      for (Variant variant : Variant.values()) {
        rates.computeIfAbsent(variant, unused -> new double[ROUNDS])[round] = measure(variant);
      }
    }
    Table table = new Table("job", "events/s", "least", "most", "against no cache");
    double unit = median(rates.get(Variant.UNCACHED));
    rates.forEach(
        (variant, all) ->
            table.add(
                variant.text(),
                number(median(all)),
                number(Arrays.stream(all).min().orElseThrow()),
                number(Arrays.stream(all).max().orElseThrow()),
                String.format(Locale.ROOT, "%.1f", median(all) / unit)));
    table.print();
  }

  private double measure(Variant variant) throws Exception {
    Path state = Files.createTempDirectory("benchmark");
    try (MetricsPage metrics = MetricsPage.open("127.0.0.1", 0)) {
      JobConfig config =
          new JobConfig(
              system.kafka(),
              system.redis(),
              state,
              Optional.empty(),
              Optional.empty(),
              JobConfig.DEFAULT_FRESHNESS,
              JobConfig.DEFAULT_ROW_BUDGET_BYTES,
              2,
              JobConfig.DEFAULT_CHECKPOINT_INTERVAL,
              variant.onHeap(),
              0,
              0);
      Configuration flink = FlinkSettings.of("benchmark", config);
      flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
      flink.set(RestOptions.BIND_PORT, "0");
      metrics.configure(flink);
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.getExecutionEnvironment(flink);
      variant.build(definitions, config, environment);
      Arrived.RECORDS.reset();
      JobClient job = environment.executeAsync("benchmark");
      try {
        return rate(variant, metrics);
      } finally {
        job.cancel().get(60, TimeUnit.SECONDS);
      }
    } finally {
      delete(state);
    }
  }

  private static double rate(Variant variant, MetricsPage metrics) throws Exception {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    long first = 0;
    long from = 0;
    while (true) {
      long records = variant == Variant.SHUFFLE ? Arrived.RECORDS.sum() : counted(metrics);
      long now = System.nanoTime();
      if (first == 0 && records > RECORDS / 5) {
        first = records;
        from = now;
      }
      if (records >= RECORDS) {
        double rate = (records - first) * 1e9 / (now - from);
        System.err.printf(Locale.ROOT, "%s: %,.0f events/s%n", variant.text(), rate);
        return rate;
      }
      if (now > patience) {
        throw new IllegalStateException("only " + records + " of " + RECORDS + " records");
      }
      Thread.sleep(20);
    }
  }

  private static long counted(MetricsPage metrics) throws IOException {
    try (InputStream page = metrics.uri().toURL().openStream()) {
      return new String(page.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith("freshet_records{"))
          .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
