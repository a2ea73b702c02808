package dev.freshet.benchmarks;

import dev.freshet.benchmarks.history.HistoryBenchmark;
import dev.freshet.benchmarks.kernel.KernelBenchmarks;
import dev.freshet.benchmarks.system.JobBenchmark;
import dev.freshet.benchmarks.system.RunningSystem;
import dev.freshet.benchmarks.system.ServingBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Measures what it is asked for, and prints a table for each. */
public final class Benchmarks {

  private static final List<String> ALL = List.of("kernel", "job", "serving", "history");

  private static final String HELP =
      """
      benchmarks/run [kernel] [job] [serving] [history]     all of them by default; half an hour

      kernel    expressions, folding, rows, decoding, trees: each beside the plainest thing that does the same
      job       events a second through Kafka, Flink and Redis: with the cache, without it, with state
                on the heap, and with nothing but the reading and the shuffle
      serving   requests a second, beside bare reads of the same rows from Redis
      history   rows of training sets a second, beside DuckDB's window joins; FRESHET_DATA must name
                the folder of event logs that the examples read
      """;

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    Set<String> wanted = new TreeSet<>(List.of(arguments));
    if (wanted.isEmpty()) {
      wanted.addAll(ALL);
    }
    if (!ALL.containsAll(wanted)) {
      System.out.print(HELP);
      System.exit(wanted.contains("--help") ? 0 : 1);
    }
    Path data = Path.of(System.getenv().getOrDefault("FRESHET_DATA", ""));
    if (wanted.contains("history") && !Files.isDirectory(data.resolve("online_retail"))) {
      System.err.println(
          "FRESHET_DATA must name a folder with online_retail/lines.jsonl.gz: it is \""
              + data
              + '"');
      System.exit(1);
    }
    if (wanted.contains("kernel")) {
      KernelBenchmarks.run();
    }
    Path root = Path.of(System.getProperty("freshet.root"));
    if (wanted.contains("history")) {
      new HistoryBenchmark(root, data).run();
    }
    if (wanted.contains("job") || wanted.contains("serving")) {
      try (RunningSystem system = RunningSystem.start(root)) {
        JobBenchmark job = new JobBenchmark(system);
        if (wanted.contains("job")) {
          job.run();
        } else {
          job.fillStore();
        }
        if (wanted.contains("serving")) {
          new ServingBenchmark(system).run();
        }
      }
    }
    System.exit(0);
  }
}
