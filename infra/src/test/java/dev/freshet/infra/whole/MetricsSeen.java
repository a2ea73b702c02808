package dev.freshet.infra.whole;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** What a page of metrics said at one instant. */
record MetricsSeen(List<String> samples) {

  static MetricsSeen of(URI page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return new MetricsSeen(answer.body().lines().toList());
  }

  /**
   * The sum of a metric over all samples with these labels, 0 where there is none.
   *
   * @param labels such as {@code outcome="folded"}
   */
  long sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.startsWith(name + "{"))
        .filter(sample -> List.of(labels).stream().allMatch(sample::contains))
        .mapToLong(
            sample -> (long) Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1)))
        .sum();
  }
}
