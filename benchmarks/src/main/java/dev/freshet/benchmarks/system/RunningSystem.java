package dev.freshet.benchmarks.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What {@code ./freshet up} starts for the shop of the examples, but for its job, which is stopped:
 * the one that is measured runs here.
 *
 * @param process the launcher
 * @param addresses what it says once all is ready
 * @param definitions the folder of the shop
 */
public record RunningSystem(Process process, JsonNode addresses, Path definitions)
    implements AutoCloseable {

  /**
   * Starts it and waits until all is ready.
   *
   * @param root of this tree
   */
  public static RunningSystem start(Path root) throws IOException, InterruptedException {
    Path definitions = root.resolve("examples").resolve("shop");
    Process process =
        new ProcessBuilder(
                root.resolve("freshet").toString(), "up", definitions.toString(), "--json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // Not closed: the process would have nowhere to write to.
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IOException("the system did not start");
    }
    RunningSystem system =
        new RunningSystem(process, new ObjectMapper().readTree(line), definitions);
    system.stopJob();
    return system;
  }

  String http() {
    return addresses.get("http").asText();
  }

  String kafka() {
    return addresses.get("kafka").asText();
  }

  String redis() {
    return addresses.get("redis").asText();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(60, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  /** A part that is asked to end stays down; the others go on. */
  private void stopJob() throws InterruptedException {
    ProcessHandle job = ProcessHandle.of(addresses.at("/pids/job").asLong()).orElseThrow();
    job.destroy();
    for (int i = 0; i < 600 && job.isAlive(); i++) {
      Thread.sleep(100);
    }
  }
}
