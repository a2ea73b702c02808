package dev.freshet.benchmarks.history;

import dev.freshet.benchmarks.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Rows of training sets a second: by the launcher, on two cores and in two gigabytes; against
 * DuckDB, which answers one of the features from the same files, in the same run.
 */
public final class HistoryBenchmark {

  private static final int HOT_EVENTS = Integer.getInteger("freshet.benchmark.hot", 5_000_000);
  private static final int HOT_ROWS = 100_000;
  private static final int RETAIL_ROWS = 50_000;

  private final Path root;
  private final Path data;
  private final Table table =
      new Table(
          "training set",
          "rows",
          "features",
          "s",
          "rows/s",
          "events/s",
          "MB",
          "DuckDB",
          "s",
          "rows/s");

  /**
   * A benchmark.
   *
   * @param root of this tree
   * @param data the folder of event logs that the examples read
   */
  public HistoryBenchmark(Path root, Path data) {
    this.root = root;
    this.data = data;
  }

  public void run() throws Exception {
    Path folder = Files.createTempDirectory("benchmark");
    try (Duck duck = new Duck()) {
      Path shop = root.resolve("examples").resolve("online-retail");
      measure(new RealShop(folder, shop, data, RETAIL_ROWS), duck, folder);
      measure(new HotKey(folder, HOT_EVENTS, HOT_ROWS), duck, folder);
    } finally {
      delete(folder);
    }
    table.print();
  }

  private void measure(Case measured, Duck duck, Path folder) throws Exception {
    List<String> arguments = new ArrayList<>(measured.prepare(duck));
    Path out = folder.resolve("out.parquet");
    arguments.addAll(List.of("--out", out.toString()));
    Making making = Making.of(root, folder, arguments);
    long start = System.nanoTime();
    long mistakes = measured.mistakes(duck, out);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (mistakes > 0) {
      throw new IllegalStateException(measured.name() + ": " + mistakes + " rows differ");
    }
    table.add(
        measured.name(),
        number((double) making.rows()),
        number(making.features()),
        tenths(making.seconds()),
        number(making.rows() / making.seconds()),
        number(making.events() / making.seconds()),
        number(making.peakBytes() / 1e6),
        measured.baseline(),
        tenths(seconds),
        number(making.rows() / seconds));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
