package dev.freshet.infra.demo;

import dev.freshet.infra.console.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the job says became of the records it read: its own counts, from its metrics. */
final class JobCounts {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 200;

  /** A sample of Prometheus' text format: all subtasks and entities of an outcome add up. */
  private static final Pattern SAMPLE =
      Pattern.compile("^\\w*freshet_records\\{(.*)} ([-+.eE\\d]+)(?: \\d+)?$", Pattern.MULTILINE);

  private static final Pattern OUTCOME = Pattern.compile("(?:^|,)outcome=\"(\\w+)\"");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI metrics;

  /**
   * @param metrics the URL of the job's metrics
   */
  JobCounts(String metrics) {
    this.metrics = URI.create(metrics);
  }

  /** The counts once they are of that many records, or as they are when patience ends. */
  Counts await(long records) throws InterruptedException {
    long start = System.nanoTime();
    Counts counts = read();
    while (counts.sent() < records && System.nanoTime() - start < PATIENCE.toNanos()) {
      Thread.sleep(POLL_MILLIS);
      counts = read();
    }
    return counts;
  }

  private Counts read() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
    try {
      return parse(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new EnvironmentException(
          "the job's metrics at " + metrics + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The counts in a page of metrics. */
  static Counts parse(String page) {
    Map<String, Long> byOutcome = new HashMap<>();
    Matcher sample = SAMPLE.matcher(page);
    while (sample.find()) {
      Matcher outcome = OUTCOME.matcher(sample.group(1));
      if (outcome.find()) {
        byOutcome.merge(outcome.group(1), (long) Double.parseDouble(sample.group(2)), Long::sum);
      }
    }
    return new Counts(
        byOutcome.getOrDefault("folded", 0L),
        byOutcome.getOrDefault("repeated", 0L),
        byOutcome.getOrDefault("too_late", 0L),
        byOutcome.getOrDefault("unkeyed", 0L),
        byOutcome.getOrDefault("dead_lettered", 0L));
  }
}
