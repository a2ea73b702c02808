package dev.freshet.serving.metric;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The times of one route's requests, by status; each status is bound when it first occurs. */
public final class RequestTimes {

  private final ServingMetrics metrics;
  private final String route;
  private final Map<String, DistributionDataPoint> byStatus = new ConcurrentHashMap<>();

  public RequestTimes(ServingMetrics metrics, String route) {
    this.metrics = metrics;
    this.route = route;
  }

  /**
   * A request was answered.
   *
   * @param startedNanos when it came, by {@link System#nanoTime()}
   */
  public void ended(String status, long startedNanos) {
    DistributionDataPoint times = byStatus.get(status);
    if (times == null) {
      times = byStatus.computeIfAbsent(status, added -> metrics.requests(route, added));
    }
    times.observe((System.nanoTime() - startedNanos) / 1e9);
  }
}
