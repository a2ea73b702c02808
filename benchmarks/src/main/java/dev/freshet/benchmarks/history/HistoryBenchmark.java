package dev.freshet.benchmarks.history;

import com.sun.management.OperatingSystemMXBean;
import dev.freshet.benchmarks.Table;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
  private final Table table = new Table("", "rows", "s", "s of CPU", "rows/s", "MB");

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
    long startCpu = cpuNanos();
    long mistakes = measured.mistakes(duck, out);
    double cpuSeconds = (double) (cpuNanos() - startCpu) / 1e9;
    double seconds = (double) (System.nanoTime() - start) / 1e9;
    if (mistakes > 0) {
      throw new IllegalStateException(measured.name() + ": " + mistakes + " rows differ");
    }
    String features = ", " + making.features() + " features";
    add(
        measured.name() + features,
        (double) making.rows(),
        making.seconds(),
        making.cpuSeconds(),
        number(making.peakBytes() / 1e6));
    add("DuckDB, " + measured.baseline(), (double) making.rows(), seconds, cpuSeconds, "");
  }

  private void add(String what, double rows, double seconds, double cpuSeconds, String megabytes) {
    table.add(
        what, number(rows), tenths(seconds), tenths(cpuSeconds), number(rows / seconds), megabytes);
  }

  /** Of this process, in which DuckDB runs. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
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
