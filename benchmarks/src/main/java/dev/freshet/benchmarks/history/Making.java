package dev.freshet.benchmarks.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A training set that the launcher made, in a process whose heap is two gigabytes.
 *
 * @param said what the command prints
 * @param seconds from its start to its end
 * @param cpuSeconds of all its threads
 * @param peakBytes the most memory that the process had, in the heap and beside it
 */
record Making(JsonNode said, double seconds, double cpuSeconds, long peakBytes) {

  private static final String HEAP = "-Xmx2g";
  private static final int LOOK_EVERY_MILLIS = 100;

  /**
   * Has one made.
   *
   * @param root of this tree
   * @param folder for what is temporary
   */
  static Making of(Path root, Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("stdout");
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("freshet").toString(), "training-set")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(out.toFile());
    builder.command().addAll(arguments);
    builder.command().add("--json");
    builder.environment().put("FRESHET_JAVA_OPTIONS", HEAP);
    builder.environment().put("TMPDIR", folder.toString());
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      long peak = 0;
      Duration cpu = Duration.ZERO;
      while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, memory(process));
        cpu = process.info().totalCpuDuration().orElse(cpu);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (process.exitValue() != 0) {
        throw new IOException("no training set: " + String.join(" ", builder.command()));
      }
      return new Making(
          new ObjectMapper().readTree(Files.readString(out)), seconds, cpu.toMillis() / 1e3, peak);
    } finally {
      process.destroyForcibly();
    }
  }

  /** As Linux counts it; 0 where it does not. */
  private static long memory(Process process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException gone) {
      return 0;
    }
  }

  long rows() {
    return said.get("rows").longValue();
  }

  long events() {
    return said.get("events").longValue();
  }

  int features() {
    return said.get("features").intValue();
  }
}
