package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.probe.Probe;
import dev.freshet.infra.process.Child;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.FreePort;
import dev.freshet.infra.process.Program;
import dev.freshet.infra.wait.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code stream} in a process of its own, to be stopped in order or killed. */
final class StreamProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern SAVEPOINT = Pattern.compile("stopped with savepoint (\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Children children;
  private final Child child;
  private final Path log;
  private final String web;

  /**
   * Starts the job and waits until all of its tasks run.
   *
   * @param state the folder of its checkpoints; what else it leaves is beside that
   * @throws IllegalStateException with what it said, if it ends instead
   */
  StreamProcess(KafkaAndRedis servers, Path repository, Path state, String... options)
      throws Exception {
    Path folder = Files.createTempDirectory(state.toAbsolutePath().getParent(), "stream");
    int port = FreePort.find();
    web = "http://127.0.0.1:" + port;
    log = folder.resolveSibling(folder.getFileName() + ".log");
    List<String> arguments = new ArrayList<>(List.of("stream", repository.toString()));
    arguments.addAll(List.of("--kafka", servers.kafka(), "--redis", servers.redis()));
    arguments.addAll(List.of("--state", state.toString(), "--web-port", Integer.toString(port)));
    arguments.addAll(List.of(options));
    children = new Children(folder);
    child =
        children.start(
            Program.java(
                "job",
                List.of("-Xmx512m", "-XX:-UsePerfData", "-Djava.io.tmpdir=" + folder),
                "dev.freshet.infra.Freshet",
                arguments,
                folder,
                Optional.of(log)));
    try {
      Probe running = Probe.job(web);
      Patience.until("the job runs", () -> running.answers() || !child.isAlive());
      if (!child.isAlive()) {
        throw new IllegalStateException(
            Child.describe(child.ended().join()) + " instead of a job that runs: " + said());
      }
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  /** Asks it to end, as Ctrl-C does, and returns where its savepoint is. */
  String stop() {
    child.stop(PATIENCE);
    Matcher savepoint = SAVEPOINT.matcher(said());
    assertThat(savepoint.find()).as(this::said).isTrue();
    return savepoint.group(1);
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    child.kill();
  }

  /** Has Flink take a savepoint in a folder while the job goes on, and returns where it is. */
  String savepoint(Path folder) throws Exception {
    String job = get("/jobs/overview").at("/jobs/0/jid").textValue();
    String body = JSON.writeValueAsString(Map.of("target-directory", folder.toUri().toString()));
    String savepoints = "/jobs/" + job + "/savepoints";
    JsonNode asked = ask(request(savepoints).POST(BodyPublishers.ofString(body)));
    String taken = savepoints + "/" + asked.get("request-id").textValue();
    Patience.until(
        "the savepoint is taken", () -> get(taken).at("/status/id").asText().equals("COMPLETED"));
    JsonNode location = get(taken).at("/operation/location");
    assertThat(location.isTextual()).as(() -> "no savepoint: " + said()).isTrue();
    return location.textValue();
  }

  @Override
  public void close() {
    children.close();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return ask(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(web + path)).timeout(Duration.ofSeconds(10));
  }

  private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    return JSON.readTree(client.send(request.build(), BodyHandlers.ofByteArray()).body());
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
