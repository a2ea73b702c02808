package dev.freshet.infra.whole;

import dev.freshet.features.definition.Repository;
import dev.freshet.serving.FeatureServer;
import dev.freshet.serving.FeatureServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of features that is patient with a slow machine, and its client. */
final class Served implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final FeatureServer server;
  private final String http;

  Served(Repository repository, String redis) throws IOException {
    this(repository, redis, InstantSource.system());
  }

  /**
   * Starts a server.
   *
   * @param clock what it takes for now
   */
  Served(Repository repository, String redis, InstantSource clock) throws IOException {
    server =
        FeatureServer.start(
            FeatureServerConfig.of(repository, redis)
                .withHost("127.0.0.1")
                .withDeadline(PATIENCE)
                .withClock(clock));
    http = "http://127.0.0.1:" + server.httpPort();
  }

  Answers answers() {
    return new Answers(http);
  }

  /** The sum of a metric over all of its labels; 0 where it was never counted. */
  double metric(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(http + "/metrics")).timeout(PATIENCE).build();
    String page =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    Matcher samples = Pattern.compile("(?m)^" + name + "\\{.*} (\\S+)$").matcher(page);
    double sum = 0;
    while (samples.find()) {
      sum += Double.parseDouble(samples.group(1));
    }
    return sum;
  }

  @Override
  public void close() {
    server.close();
  }
}
