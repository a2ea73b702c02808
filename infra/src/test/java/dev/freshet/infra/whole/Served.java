package dev.freshet.infra.whole;

import dev.freshet.features.definition.Repository;
import dev.freshet.infra.probe.Probe;
import dev.freshet.infra.wait.Patience;
import dev.freshet.serving.FeatureServer;
import dev.freshet.serving.FeatureServerConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** A server of features that is patient with a slow machine, and its client. */
final class Served implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final FeatureServer server;
  private final String http;

  Served(Repository repository, String redis) throws Exception {
    this(repository, redis, UnaryOperator.identity());
  }

  /**
   * Starts a server and waits until it answers from the store.
   *
   * @param clock what it takes for now
   */
  Served(Repository repository, String redis, InstantSource clock) throws Exception {
    this(repository, redis, config -> config.withClock(clock));
  }

  Served(Repository repository, String redis, UnaryOperator<FeatureServerConfig> settings)
      throws Exception {
    server =
        FeatureServer.start(
            settings.apply(
                FeatureServerConfig.of(repository, redis)
                    .withHost("127.0.0.1")
                    .withDeadline(PATIENCE)));
    http = "http://127.0.0.1:" + server.httpPort();
    Patience.until("the server is ready", Probe.http(http + "/health/ready", b -> true)::answers);
  }

  Answers answers() {
    return new Answers(http);
  }

  MetricsSeen metrics() throws IOException, InterruptedException {
    return MetricsSeen.of(URI.create(http + "/metrics"));
  }

  @Override
  public void close() {
    server.close();
  }
}
