package dev.freshet.serving.http;

import dev.freshet.serving.metric.RequestTimes;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.store.Deadline;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All endpoints behind one port, and what holds for each of them. Thread-safe. */
public final class HttpService implements Handler<HttpServerRequest> {

  /** The route of requests to paths that do not exist: one, however many paths are tried. */
  static final String NOWHERE = "unknown";

  private final Routes routes;
  private final int maxBodyBytes;
  private final Duration allowed;
  private final ServingMetrics metrics;
  private final Map<String, RequestTimes> times = new ConcurrentHashMap<>();

  /**
   * A service of endpoints.
   *
   * @param allowed how long an answer may take once a request has been read
   */
  public HttpService(Routes routes, int maxBodyBytes, Duration allowed, ServingMetrics metrics) {
    this.routes = routes;
    this.maxBodyBytes = maxBodyBytes;
    this.allowed = allowed;
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpServerRequest request) {
    new Exchange(this, request).begin();
  }

  /** Answers a request that is not HTTP. */
  public void refuse(HttpServerRequest request) {
    long started = System.nanoTime();
    times(NOWHERE).ended(Integer.toString(Garbled.answer(request).status()), started);
  }

  Routes routes() {
    return routes;
  }

  int maxBodyBytes() {
    return maxBodyBytes;
  }

  Deadline deadline() {
    return Deadline.in(allowed);
  }

  RequestTimes times(String route) {
    return times.computeIfAbsent(route, added -> new RequestTimes(metrics, added));
  }
}
