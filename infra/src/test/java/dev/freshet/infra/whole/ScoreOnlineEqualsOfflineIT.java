package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.Freshet;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.process.FreePort;
import dev.freshet.infra.wait.Patience;
import dev.freshet.infra.whole.Answers.Answer;
import dev.freshet.pipelines.job.EmbeddedJob;
import dev.freshet.pipelines.job.JobConfig;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A served score is what the model makes of the training set's row of the same entities, context
 * and instant: for trees by the library that grew them, for a weighted sum by its formula.
 */
@Timeout(240)
class ScoreOnlineEqualsOfflineIT {

  private static final long SEED = Long.getLong("freshet.seed", 20261123L);
  private static final int EVENTS = 200;
  private static final int LEARNED = 120;
  private static final int ROWS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DEFINITIONS =
      """
      project: scored
      sources:
        - name: visits
          topic: scored.visits
          files: visits.jsonl
          event_time: at
          fields:
            user_id: string
            item_id: int64
            kind: string
            tags: list<string>
            price: double
            quantity: int64
            flag: bool
      entities:
        - {name: user, join_keys: [user_id]}
        - {name: item, join_keys: [item_id]}
      feature_views:
        - name: taste
          entity: user
          source: visits
          features:
            - {name: visits, aggregation: count, windows: [5m, 1h]}
            - {name: mean_price, aggregation: avg, value: event.price, windows: [1m, lifetime]}
            - {name: bought, aggregation: sum, where: event.flag, value: event.quantity}
            - {name: idle_seconds, aggregation: time_since_last}
            - {name: last_kind, aggregation: last, value: event.kind, windows: [5m]}
            - {name: last_item, aggregation: last, value: event.item_id}
            - {name: last_flag, aggregation: last, value: event.flag}
            - {name: first_kind, aggregation: first, value: event.kind}
            - {name: items, aggregation: last_distinct_k, k: 3, value: event.item_id, windows: [5m, lifetime]}
            - {name: kinds, aggregation: last_k, k: 5, value: event.kind, windows: [5m, lifetime]}
            - {name: tags, aggregation: histogram, value: event.tags}
            - {name: price_by_kind, aggregation: avg, value: event.price, by: event.kind, windows: [5m]}
            - {name: interest, aggregation: decayed_sum, value: 1.0, by: event.tags, half_life: 10m}
        - name: fame
          entity: item
          source: visits
          features:
            - {name: visits, aggregation: count, windows: [5m]}
            - {name: highest, aggregation: max, value: event.price}
            - {name: last_kind, aggregation: last, value: event.kind}
      on_demand_feature_views:
        - name: match
          context: {device: string, hour: int64}
          features:
            - {name: device, type: string, value: context.device}
            - {name: late, type: bool, value: context.hour >= 20}
            - {name: same_kind, type: bool, value: taste.last_kind_5m == fame.last_kind}
            - {name: dearness, type: double, value: fame.highest / taste.mean_price_lifetime}
      feature_services:
        - name: all
          features: [taste, fame, match]
          encode:
            taste:last_kind_5m: {one_hot: [view, cart]}
            taste:last_item: {one_hot: [0, 1]}
            taste:first_kind: {hash: 4}
            taste:items_5m: {length: true}
            taste:items_lifetime: {one_hot: [2, 3]}
            taste:kinds_5m: {hash: 8}
            taste:kinds_lifetime: {one_hot: [view, "ünï"]}
            taste:tags: {keys: [t0, t1, nothing]}
            taste:price_by_kind_5m: {keys: [view, cart, order]}
            taste:interest: {length: true}
            fame:last_kind: {hash: 3}
            match:device: {one_hot: [phone, desktop]}
      """;

  @TempDir private Path temp;

  @Test
  void aServedScoreIsThatOfTheTrainingSetsRow() throws Exception {
    Random random = new Random(SEED);
    Path folder = Files.createDirectories(temp.resolve("definitions"));
    Map<String, Double> weights = new TreeMap<>();
    Map<String, Double> missing = new TreeMap<>();
    Files.writeString(folder.resolve("features.yaml"), DEFINITIONS);
    for (String column : service(Definitions.of(folder).repository()).encoding().columns()) {
      weights.put(column, random.nextInt(-100, 100) / 1_000.0);
      if (random.nextBoolean()) {
        missing.put(column, (double) random.nextInt(-3, 4));
      }
    }
    Files.writeString(
        folder.resolve("models.yaml"),
        """
        models:
          - {name: trees, feature_service: all, kind: xgboost, file: trees.json}
          - {name: sum, feature_service: all, kind: linear, link: logistic, bias: -0.25, weights: %s, missing: %s}
        """
            .formatted(JSON.writeValueAsString(weights), JSON.writeValueAsString(missing)));
    Definitions definitions = Definitions.of(folder);
    // Read from its folder: that is where the server looks for the file of the trees.
    Repository repository = RepositoryReader.read(folder);
    FeatureService service = service(repository);
    try (KafkaAndRedis servers = new KafkaAndRedis(temp)) {
      Topics.ensure(servers.kafka(), repository, 1);
      try (EmbeddedJob job = EmbeddedJob.start(definitions, config(servers));
          Served server = new Served(repository, servers.redis())) {
        send(random, servers, repository, folder);
        Committed.await(servers.kafka(), repository);
        Answers answers = server.answers();
        Booster booster = learn(random, answers, service, folder);
        Map<String, Object> any = question(random, "trees");
        any.remove("as_of");
        Patience.until(
            "the trees are taken up", () -> answers.ask("/v1/score", any).status() == 200);

        List<Map<String, Object>> spine = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
          Map<String, Object> asked = question(random, i % 2 == 0 ? "trees" : "sum");
          JsonNode answer = ask(answers, "/v1/score", asked);
          spine.add(row(asked, answer.get("as_of").textValue()));
          scores.add(answer.at("/rows/0/score").doubleValue());
        }

        List<Object[]> vectors = trainingSet(folder, spine, service);
        assertHasAll(vectors, service);
        List<double[]> rows = vectors.stream().map(service.encoding()::encode).toList();
        List<String> columns = service.encoding().columns();
        float[][] byLibrary = booster.predict(matrix(rows));
        for (int i = 0; i < ROWS; i++) {
          double expected =
              i % 2 == 0 ? byLibrary[i][0] : sum(columns, rows.get(i), weights, missing);
          assertThat(scores.get(i))
              .as("seed %d, %s: %s", SEED, spine.get(i), Arrays.toString(rows.get(i)))
              .isCloseTo(expected, within(1e-6));
        }
        assertThat(scores.stream().distinct()).hasSizeGreaterThan(ROWS / 4);
      }
    }
  }

  private static FeatureService service(Repository repository) {
    return repository.service("all").orElseThrow();
  }

  private JobConfig config(KafkaAndRedis servers) throws Exception {
    return new JobConfig(
        servers.kafka(),
        servers.redis(),
        temp.resolve("state"),
        Optional.empty(),
        Optional.empty(),
        JobConfig.DEFAULT_FRESHNESS,
        JobConfig.DEFAULT_ROW_BUDGET_BYTES,
        1,
        Duration.ofSeconds(1),
        true,
        FreePort.find(),
        FreePort.find());
  }

  /** Sends events, and keeps them in a file, in the order of sending. */
  private static void send(Random random, KafkaAndRedis servers, Repository repository, Path folder)
      throws Exception {
    Source source = repository.sources().get(0);
    RandomEvents events = new RandomEvents(random);
    List<String> lines = new ArrayList<>();
    try (Sender sender = new Sender(servers.kafka(), new World(repository))) {
      for (int i = 0; i < EVENTS; i++) {
        Made made = events.next(System.currentTimeMillis(), 3_600_000L);
        sender.send(source, made);
        lines.add(new String(EventText.of(made), StandardCharsets.UTF_8));
      }
    }
    Files.write(folder.resolve("visits.jsonl"), lines);
  }

  /** Grows trees that split by whatever they can, and puts them where the server looks. */
  private static Booster learn(Random random, Answers answers, FeatureService service, Path folder)
      throws Exception {
    List<double[]> rows = new ArrayList<>();
    float[] labels = new float[LEARNED];
    for (int i = 0; i < LEARNED; i++) {
      Map<String, Object> asked = question(random, "trees");
      asked.remove("model");
      asked.put("feature_service", service.name());
      JsonNode answer = ask(answers, "/v1/features", asked);
      rows.add(service.encoding().encode(values(answer.at("/rows/0/values"), service)));
      labels[i] = random.nextInt(2);
    }
    DMatrix matrix = matrix(rows);
    matrix.setLabel(labels);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("objective", "binary:logistic");
    settings.put("max_depth", 5);
    settings.put("eta", 0.3);
    settings.put("min_child_weight", 0);
    settings.put("colsample_bynode", 0.3);
    settings.put("nthread", 1);
    Booster booster = XGBoost.train(matrix, settings, 30, Map.of(), null, null);
    Path file = folder.resolve("trees.json");
    Path written = folder.resolve("trees.json.tmp");
    Files.write(written, booster.toByteArray("json"));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    return booster;
  }

  private static DMatrix matrix(List<double[]> rows) throws Exception {
    int width = rows.get(0).length;
    float[] flat = new float[rows.size() * width];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) rows.get(i / width)[i % width];
    }
    return new DMatrix(flat, rows.size(), width, Float.NaN);
  }

  private static double sum(
      List<String> columns,
      double[] row,
      Map<String, Double> weights,
      Map<String, Double> missing) {
    double sum = -0.25;
    for (int i = 0; i < row.length; i++) {
      double value = Double.isNaN(row[i]) ? missing.getOrDefault(columns.get(i), 0.0) : row[i];
      sum += weights.get(columns.get(i)) * value;
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** Of somebody or nobody, about something or nothing, known or not. */
  private static Map<String, Object> question(Random random, String model) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("device", new String[] {"phone", "tablet", null}[random.nextInt(3)]);
    context.put("hour", random.nextInt(6) == 0 ? null : (Object) random.nextInt(24));
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("model", model);
    question.put(
        "entities", Map.of("user_id", "u" + random.nextInt(5), "item_id", random.nextInt(5)));
    question.put("context", context);
    if (random.nextBoolean()) {
      question.put(
          "as_of",
          Timestamps.format(
              Instant.ofEpochMilli(System.currentTimeMillis() + 2_000 + random.nextInt(240_000))));
    }
    return question;
  }

  private static JsonNode ask(Answers answers, String path, Map<String, Object> question)
      throws Exception {
    Answer answer = answers.askPatiently(path, question);
    // Beyond the horizon of a row.
    if (answer.status() == 422 && answer.body().path("type").asText().endsWith(":beyond-horizon")) {
      question.remove("as_of");
      answer = answers.askPatiently(path, question);
    }
    assertThat(answer.status()).as(question + "\n" + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static Map<String, Object> row(Map<String, Object> question, String instant) {
    Map<String, Object> row = new LinkedHashMap<>();
    ((Map<?, ?>) question.get("entities")).forEach((name, value) -> row.put((String) name, value));
    ((Map<?, ?>) question.get("context")).forEach((name, value) -> row.put((String) name, value));
    row.put("event_timestamp", instant);
    return row;
  }

  private List<Object[]> trainingSet(
      Path folder, List<Map<String, Object>> rows, FeatureService service) throws Exception {
    Path spine = temp.resolve("spine.jsonl");
    Path out = temp.resolve("out.jsonl");
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      lines.add(JSON.writeValueAsString(row));
    }
    Files.write(spine, lines);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    assertThat(
            Freshet.run(
                console,
                "training-set",
                folder.toString(),
                "--service",
                service.name(),
                "--spine",
                spine.toString(),
                "--out",
                out.toString(),
                "--strict"))
        .as(err::toString)
        .isZero();
    List<Object[]> vectors = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      JsonNode row = JSON.readTree(line);
      vectors.add(
          service.features().stream()
              .map(of -> Answers.value(row.get(of.columnName()), of.type()))
              .toArray());
    }
    assertThat(vectors).hasSameSizeAs(rows);
    return vectors;
  }

  private static Object[] values(JsonNode values, FeatureService service) {
    Object[] vector = new Object[service.features().size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = Answers.value(values.get(i), service.features().get(i).type());
    }
    return vector;
  }

  /** Nulls, categories that no column is of, and lists, empty and not. */
  private static void assertHasAll(List<Object[]> vectors, FeatureService service) {
    List<String> names = service.features().stream().map(Feature::fullName).toList();
    assertThat(column(vectors, names.indexOf("taste:mean_price_1m")))
        .containsNull()
        .anyMatch(Double.class::isInstance);
    assertThat(column(vectors, names.indexOf("taste:last_kind_5m")))
        .containsNull()
        .contains("order");
    assertThat(column(vectors, names.indexOf("match:device"))).contains(null, "phone", "tablet");
    assertThat(column(vectors, names.indexOf("taste:items_5m")))
        .contains(List.of())
        .anyMatch(list -> ((List<?>) list).size() == 3);
    assertThat(column(vectors, names.indexOf("taste:tags")))
        .contains(Map.of())
        .anyMatch(map -> ((Map<?, ?>) map).size() > 2);
  }

  private static List<Object> column(List<Object[]> vectors, int column) {
    List<Object> values = new ArrayList<>();
    vectors.forEach(vector -> values.add(vector[column]));
    return values;
  }
}
