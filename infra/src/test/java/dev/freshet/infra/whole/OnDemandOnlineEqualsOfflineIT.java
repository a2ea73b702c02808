package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.oracle.RandomRepository;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.Terminal;
import dev.freshet.infra.whole.Answers.Answer;
import dev.freshet.pipelines.job.EmbeddedJob;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random on-demand views over random features and a random context: what is answered over HTTP is
 * what a training set has for the same row, context and instant.
 */
@Timeout(300)
class OnDemandOnlineEqualsOfflineIT {

  private static final int SEEDS = Integer.getInteger("freshet.seeds.demand", 20);

  /** Each is one repository and one job; the seeds are spread over them. */
  private static final int REPOSITORIES = 4;

  private static final int EVENTS = 150;
  private static final int ROWS = 25;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TEXTS =
      List.of(
          "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "https://www.google.com/search?q=x&utm_campaign=Winter+Sale%21",
          "https://l.facebook.com/?utm_campaign=%C3%BC",
          "Europe/Berlin",
          "Asia/Kathmandu",
          "+05:45",
          "view",
          "t1",
          "ü \uD83D\uDE00",
          "");

  @TempDir private static Path temp;

  @AutoClose private static KafkaAndRedis servers;

  @BeforeAll
  static void start() throws Exception {
    servers = new KafkaAndRedis(temp);
  }

  @Test
  void whatIsComputedOnDemandIsTheSameInHistory() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(REPOSITORIES);
    try {
      List<Future<Seen>> runs =
          IntStream.range(0, REPOSITORIES).mapToObj(i -> threads.submit(() -> run(i))).toList();
      for (Future<Seen> run : runs) {
        Seen seen = run.get();
        assertThat(seen.values).as("values compared").isGreaterThan(1_000);
        assertThat(seen.nulls).as("of them null").isBetween(50, seen.values * 3 / 4);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many values were compared, and how many of these were null. */
  private record Seen(int values, int nulls) {}

  /** A question: what a request says, and so a row of the spine. */
  private record Asked(String service, Map<String, Object> row, JsonNode answer) {}

  private static Seen run(int number) throws Exception {
    Random random = new Random(number);
    Path folder = Files.createDirectories(temp.resolve("n" + number).resolve("definitions"));
    List<String> services = writeDefinitions(random, number, folder);
    Definitions definitions = Definitions.of(folder);
    Repository repository = definitions.repository();
    Topics.ensure(servers.kafka(), repository, 1);
    try (EmbeddedJob job =
            EmbeddedJob.start(definitions, servers.job(folder.resolveSibling("state"), 1));
        Served server = new Served(repository, servers.redis())) {
      send(random, repository, folder);
      Committed.await(servers.kafka(), repository);
      List<Asked> asked = new ArrayList<>();
      for (String service : services) {
        for (int i = 0; i < ROWS; i++) {
          asked.add(
              ask(random, repository.service(service).orElseThrow(), repository, server.answers()));
        }
      }
      return compare(number, repository, asked, trainingSet(folder, asked));
    }
  }

  /** Returns the services: one for each seed, and {@code everything} besides. */
  private static List<String> writeDefinitions(Random random, int number, Path folder)
      throws Exception {
    // A repeat of an event that is older than what ids are remembered of counts online alone.
    String yaml =
        RandomRepository.yaml(random, "demand" + number + "source")
            .replaceFirst("project: .*", "project: demand" + number)
            .replaceAll("    event_id: id\n", "")
            .replaceAll("    deduplicate_within: .*\n", "");
    Path file = folder.resolve("features.yaml");
    Files.writeString(file, yaml);
    Repository repository = RepositoryReader.read(folder);
    List<String> names = new ArrayList<>();
    StringBuilder views = new StringBuilder("on_demand_feature_views:\n");
    StringBuilder services = new StringBuilder();
    for (int seed = number; seed < SEEDS; seed += REPOSITORIES) {
      String name = "seed" + seed;
      names.add(name);
      views.append(new RandomOnDemand(new Random(seed), repository).view(name));
      services.append("  - {name: %s, features: [%s]}\n".formatted(name, name));
    }
    services.append("  - {name: everything, features: [%s]}\n".formatted(String.join(", ", names)));
    Files.writeString(file, yaml + services + views);
    return names;
  }

  /** Sends events, and keeps them in files, in the order of sending. */
  private static void send(Random random, Repository repository, Path folder) throws Exception {
    RandomEvents events = new RandomEvents(random);
    try (Sender sender = new Sender(servers.kafka(), new World(repository))) {
      for (int i = 0; i < EVENTS; i++) {
        Made made = events.next(System.currentTimeMillis(), 3_600_000L);
        Source source =
            repository.recordedSources().get(random.nextInt(repository.recordedSources().size()));
        sender.send(source, made);
        Files.write(
            folder.resolve(source.name() + ".jsonl"),
            List.of(new String(EventText.of(made), StandardCharsets.UTF_8)),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
  }

  private static Asked ask(
      Random random, FeatureService service, Repository repository, Answers answers)
      throws Exception {
    Set<String> keys = joinKeys(service, repository);
    Map<String, Object> entities = new LinkedHashMap<>();
    if (keys.contains("user_id")) {
      entities.put("user_id", "u" + random.nextInt(5));
    }
    if (keys.contains("item_id")) {
      entities.put("item_id", random.nextInt(5));
    }
    Map<String, Object> context = new LinkedHashMap<>();
    RandomOnDemand.CONTEXT.forEach((name, type) -> context.put(name, value(random, type)));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("feature_service", service.name());
    request.put("entities", entities);
    request.put("context", context);
    long ahead = random.nextBoolean() ? random.nextInt(1_000) : random.nextInt(3_600_000);
    request.put(
        "as_of",
        Timestamps.format(Instant.ofEpochMilli(System.currentTimeMillis() + 2_000 + ahead)));
    Answer answer = answers.askPatiently(request);
    if (answer.status() == 422) {
      // Beyond the horizon of a row.
      request.remove("as_of");
      answer = answers.askPatiently(request);
    }
    assertThat(answer.status()).as(request + "\n" + answer.body()).isEqualTo(200);
    Map<String, Object> row = new LinkedHashMap<>(entities);
    row.putAll(context);
    row.put("event_timestamp", answer.body().get("as_of").textValue());
    return new Asked(service.name(), row, answer.body());
  }

  /** Of the entities that the service asks. */
  private static Set<String> joinKeys(FeatureService service, Repository repository) {
    return service.features().stream()
        .flatMap(feature -> feature.aggregated().stream())
        .map(feature -> repository.view(feature.view()).orElseThrow())
        .flatMap(view -> view.entity().joinKeys().stream())
        .map(Entity.JoinKey::name)
        .collect(Collectors.toSet());
  }

  /** Mostly one that the functions know, sometimes none. */
  private static Object value(Random random, Scalar type) {
    if (random.nextInt(10) == 0) {
      return null;
    }
    return switch (type) {
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case INT64 -> random.nextInt(8) == 0 ? Long.MAX_VALUE : (Object) (long) random.nextInt(-2, 5);
      case DOUBLE -> random.nextInt(6) == 0 ? 0.0 : 100 * (2 * random.nextDouble() - 1);
      case BOOL -> random.nextBoolean();
      case TIMESTAMP ->
          Timestamps.format(Instant.ofEpochMilli((long) (2e12 * random.nextDouble())));
    };
  }

  private static List<JsonNode> trainingSet(Path folder, List<Asked> asked) throws Exception {
    Path spine = folder.resolveSibling("spine.jsonl");
    Path out = folder.resolveSibling("out.jsonl");
    List<String> rows = new ArrayList<>();
    for (Asked one : asked) {
      Map<String, Object> row = new LinkedHashMap<>(one.row);
      row.putIfAbsent("user_id", null);
      row.putIfAbsent("item_id", null);
      rows.add(JSON.writeValueAsString(row));
    }
    Files.write(spine, rows);
    List<String> arguments = new ArrayList<>(List.of("training-set", folder.toString()));
    arguments.addAll(List.of("--service", "everything", "--spine", spine.toString()));
    arguments.addAll(List.of("--out", out.toString(), "--strict"));
    for (Source source : RepositoryReader.read(folder).recordedSources()) {
      arguments.add("--events");
      arguments.add(source.name() + "=" + folder.resolve(source.name() + ".jsonl"));
    }
    Terminal.result(arguments);
    List<JsonNode> vectors = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      vectors.add(JSON.readTree(line));
    }
    return vectors;
  }

  private static Seen compare(
      int number, Repository repository, List<Asked> asked, List<JsonNode> vectors) {
    int values = 0;
    int nulls = 0;
    assertThat(vectors).hasSameSizeAs(asked);
    for (int i = 0; i < vectors.size(); i++) {
      Asked one = asked.get(i);
      JsonNode row = one.answer.at("/rows/0");
      List<Feature> features = repository.service(one.service).orElseThrow().features();
      for (int n = 0; n < features.size(); n++) {
        Feature feature = features.get(n);
        JsonNode online = row.get("values").get(n);
        assertThat(vectors.get(i).get(feature.columnName()))
            .as("repository %d, %s of %s: %s", number, feature, one.row, row)
            .isEqualTo(online);
        assertThat(row.get("statuses").get(n).textValue().equals("NULL_VALUE"))
            .as("%s: %s", feature, row)
            .isEqualTo(online.isNull());
        values++;
        nulls += online.isNull() ? 1 : 0;
      }
    }
    return new Seen(values, nulls);
  }
}
