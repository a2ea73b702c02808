package dev.freshet.pipelines.metric;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;

/**
 * All metrics of a Flink in this JVM at {@code /metrics}, as Prometheus reads them. Our own are
 * {@code freshet_...}, with their labels, the operator and its part; Flink's are {@code flink_...}.
 */
public final class MetricsPage implements AutoCloseable {

  static final String ID = "page";

  private static final Map<String, MetricsPage> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Samples samples = new Samples();
  private final HttpServer server;
  private final URI uri;

  private MetricsPage(HttpServer server, String host) {
    this.server = server;
    this.uri = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/metrics");
  }

  /**
   * Serves a page.
   *
   * @param port 0 for a free one
   */
  public static MetricsPage open(String host, int port) throws IOException {
    MetricsPage page =
        new MetricsPage(HttpServer.create(new InetSocketAddress(host, port), 0), host);
    page.server.createContext("/metrics", page::answer);
    page.server.start();
    OPEN.put(page.id, page);
    return page;
  }

  static Optional<MetricsPage> find(String id) {
    return Optional.ofNullable(OPEN.get(id));
  }

  /** Makes a Flink report to this page. */
  public void configure(Configuration flink) {
    String reporter = "metrics.reporter.freshet.";
    flink.setString("metrics.reporters", "freshet");
    flink.setString(reporter + "factory.class", MetricsPageReporterFactory.class.getName());
    flink.setString(reporter + ID, id);
  }

  public URI uri() {
    return uri;
  }

  Samples samples() {
    return samples;
  }

  @Override
  public void close() {
    OPEN.remove(id);
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] text = samples.text().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }
}
