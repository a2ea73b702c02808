package dev.freshet.infra.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.language.RepositoryReader;
import dev.freshet.infra.Freshet;
import dev.freshet.infra.broker.RunningBroker;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.probe.Probe;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.FreePort;
import dev.freshet.infra.store.RedisBinary;
import dev.freshet.infra.store.RedisProbe;
import dev.freshet.infra.store.RedisServer;
import dev.freshet.infra.wait.Patience;
import dev.freshet.pipelines.parquet.ParquetTable;
import dev.freshet.serving.FeatureServer;
import dev.freshet.serving.FeatureServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jobs on a Flink cluster of other processes, which know nothing of ours but what is sent. */
@Timeout(240)
class FlinkClusterIT {

  private static final String CLASS_PATH = "java.class.path";
  private static final String OF_THE_TESTS = System.getProperty(CLASS_PATH);

  @TempDir private Path temp;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /**
   * A job is sent what this process has; the tests have a database besides, of eighty megabytes.
   */
  @BeforeAll
  static void leaveTheDatabaseHere() {
    System.setProperty(
        CLASS_PATH,
        Arrays.stream(OF_THE_TESTS.split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("duckdb"))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  @AfterAll
  static void takeItBack() {
    System.setProperty(CLASS_PATH, OF_THE_TESTS);
  }

  @Test
  void theStreamJobRunsOnACluster() throws Exception {
    Path repository = repository();
    int port = FreePort.find();
    String redis = "redis://127.0.0.1:" + port;
    try (RunningBroker broker = new RunningBroker(folder("broker"));
        Children children = new Children(folder("redis"));
        FlinkCluster cluster = new FlinkCluster(folder("flink"))) {
      children.start(
          RedisServer.program(
              RedisBinary.find(temp.resolve("redis/bin")),
              port,
              temp.resolve("redis/data"),
              Optional.of(temp.resolve("redis.log"))));
      Patience.until("Redis answers", () -> RedisProbe.answers(port));
      String[] stream = {
        "stream",
        repository.toString(),
        "--kafka",
        broker.bootstrap(),
        "--redis",
        redis,
        "--state",
        temp.resolve("state").toString(),
        "--archive",
        temp.resolve("archive").toString(),
        "--flink",
        cluster.rest(),
        "--json"
      };

      assertThat(run(stream)).as(err::toString).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"job\"");
      Patience.until("the job runs", () -> Probe.job(cluster.rest()).answers());

      assertThat(
              run(
                  "replay",
                  repository.toString(),
                  "--kafka",
                  broker.bootstrap(),
                  "--end-now",
                  "--wait",
                  "--timeout",
                  "1m"))
          .as(err::toString)
          .isZero();
      assertThat(clicks(repository, redis)).contains("\"values\":[100,100]");
      Patience.until("the archive has all", () -> archived() == 1_000);

      // A second one would write the same rows.
      assertThat(run(stream)).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"freshet shop\" runs at");
    }
  }

  @Test
  void aTrainingSetIsTheSameOnAClusterAndHere() throws Exception {
    Path repository = repository();
    Path spine = temp.resolve("spine.csv");
    List<String> rows = new ArrayList<>(List.of("user_id,event_timestamp"));
    IntStream.range(0, 2_000).forEach(i -> rows.add("u" + i % 12 + "," + i));
    Files.write(spine, rows);
    Path here = temp.resolve("here.csv");
    Path there = temp.resolve("there.csv");
    try (FlinkCluster cluster = new FlinkCluster(folder("flink"))) {
      assertThat(trainingSet(repository, spine, here)).as(err::toString).isZero();
      assertThat(trainingSet(repository, spine, there, "--flink", cluster.rest()))
          .as(err::toString)
          .isZero();

      assertThat(Files.readAllLines(there)).hasSize(2_001).contains("u7,1999,100,100");
      assertThat(there).hasSameTextualContentAs(here);

      // What is wrong with files is told from there, too.
      Files.writeString(repository.resolve("clicks.jsonl"), "nonsense\n{\"ts\": 1}\n");
      assertThat(trainingSet(repository, spine, there, "--flink", cluster.rest())).isZero();
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("clicks.jsonl, record 1: the record is not one JSON object", "1 rows of event");
      assertThat(trainingSet(repository, spine, there, "--flink", cluster.rest(), "--strict"))
          .isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("(--strict stops at such a row");
    }
    assertThat(trainingSet(repository, spine, there, "--flink", "http://127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("http://127.0.0.1:1");
  }

  private int trainingSet(Path repository, Path spine, Path out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("training-set", repository.toString()));
    arguments.addAll(List.of("--service", "home", "--spine", spine.toString()));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void aClusterThatIsNotThereIsTheEnvironmentsFault() throws Exception {
    // Port 1 is nobody's.
    int exitCode =
        run(
            "stream",
            repository().toString(),
            "--kafka",
            "127.0.0.1:1",
            "--redis",
            "redis://127.0.0.1:1",
            "--state",
            temp.resolve("state").toString(),
            "--flink",
            "http://127.0.0.1:1");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("http://127.0.0.1:1");
  }

  private int run(String... arguments) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return Freshet.run(console, arguments);
  }

  private static String clicks(Path repository, String redis) throws Exception {
    try (FeatureServer server =
        FeatureServer.start(
            FeatureServerConfig.of(RepositoryReader.read(repository), redis)
                .withHost("127.0.0.1")
                .withDeadline(Duration.ofSeconds(5)))) {
      String http = "http://127.0.0.1:" + server.httpPort();
      Patience.until(
          "the store answers", Probe.http(http + "/health/ready", body -> true)::answers);
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(http + "/v1/features"))
                  .POST(
                      BodyPublishers.ofString(
                          "{\"feature_service\": \"home\", \"entities\": {\"user_id\": \"u1\"}}"))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  private Path repository() throws IOException {
    Path repository = folder("shop");
    Files.writeString(
        repository.resolve("shop.yaml"),
        """
        project: shop
        sources:
          - {name: clicks, topic: shop.clicks, files: clicks.jsonl, event_time: ts, fields: {user_id: string, item_id: string}}
        entities:
          - {name: user, join_keys: [user_id]}
        feature_views:
          - name: activity
            entity: user
            source: clicks
            features:
              - {name: clicks, aggregation: count, where: event.item_id.startsWith("i")}
              - {name: items, aggregation: count_distinct, value: event.item_id}
        feature_services:
          - {name: home, features: [activity]}
        """);
    List<String> lines =
        IntStream.range(0, 1_000)
            .mapToObj(
                i -> "{\"ts\":%d,\"user_id\":\"u%d\",\"item_id\":\"i%d\"}".formatted(i, i % 10, i))
            .toList();
    Files.write(repository.resolve("clicks.jsonl"), lines);
    return repository;
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectory(temp.resolve(name));
  }

  /** How many events are in the archive's files. */
  private long archived() throws IOException {
    if (!Files.isDirectory(temp.resolve("archive"))) {
      return 0;
    }
    long rows = 0;
    try (Stream<Path> files = Files.walk(temp.resolve("archive"))) {
      for (Path file : files.filter(found -> found.toString().endsWith(".parquet")).toList()) {
        try (ParquetTable table = ParquetTable.open(file)) {
          rows += table.rowCount();
        }
      }
    }
    return rows;
  }
}
