package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.definition.Variables;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.infra.Terminal;
import dev.freshet.infra.wait.Patience;
import dev.freshet.pipelines.job.EmbeddedJob;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import dev.freshet.serving.log.RollingFile;
import dev.freshet.serving.log.ServedLogConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * and instant: for trees by the library that grew them, for a weighted sum by its formula. What
 * another server said comes from the served log; and by that log {@code parity} finds no
 * difference.
 */
@Timeout(240)
class ScoreOnlineEqualsOfflineIT {

  private static final long SEED = Long.getLong("freshet.seed", 20261123L);
  private static final int EVENTS = 200;
  private static final int LEARNED = 120;
  private static final int ROWS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;

  @Test
  void aServedScoreIsThatOfTheTrainingSetsRow() throws Exception {
    Random random = new Random(SEED);
    Path folder = Files.createDirectories(temp.resolve("definitions"));
    Map<String, Double> weights = new TreeMap<>();
    Map<String, Double> missing = new TreeMap<>();
    Files.writeString(folder.resolve("features.yaml"), Scored.DEFINITIONS);
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
    Path log = temp.resolve("served.jsonl");
    List<Map<String, Object>> questions = new ArrayList<>();
    List<JsonNode> served = new ArrayList<>();
    Booster booster;
    try (KafkaAndRedis servers = new KafkaAndRedis(temp);
        Partner partner = new Partner()) {
      Topics.ensure(servers.kafka(), repository, 1);
      try (EmbeddedJob job = EmbeddedJob.start(definitions, servers.job(temp.resolve("state"), 1));
          Served server = served(repository, servers, partner, log)) {
        send(random, servers, repository, folder);
        Committed.await(servers.kafka(), repository);
        Answers answers = server.answers();
        booster = learn(random, answers, service, folder);
        Map<String, Object> any = Scored.question(random, "trees");
        any.remove("as_of");
        Patience.until(
            "the trees are taken up", () -> answers.ask("/v1/score", any).status() == 200);

        for (int i = 0; i < ROWS; i++) {
          Map<String, Object> asked = Scored.question(random, i % 2 == 0 ? "trees" : "sum");
          served.add(Scored.ask(answers, "/v1/score", asked));
          questions.add(asked);
        }
      }
    }
    List<Map<String, Object>> spine = spine(questions, served, log);
    List<Object[]> vectors = trainingSet(folder, spine, service);
    assertHasAll(vectors, service);
    List<double[]> rows = vectors.stream().map(service.encoding()::encode).toList();
    List<String> columns = service.encoding().columns();
    float[][] byLibrary = booster.predict(matrix(rows));
    for (int i = 0; i < ROWS; i++) {
      double expected = i % 2 == 0 ? byLibrary[i][0] : sum(columns, rows.get(i), weights, missing);
      assertThat(served.get(i).at("/rows/0/score").doubleValue())
          .as("seed %d, %s: %s", SEED, spine.get(i), Arrays.toString(rows.get(i)))
          .isCloseTo(expected, within(1e-6));
    }
    assertThat(served.stream().map(answer -> answer.at("/rows/0/score")).distinct())
        .hasSizeGreaterThan(ROWS / 4);
    JsonNode parity =
        JSON.readTree(
            Terminal.result(
                List.of("parity", folder.toString(), "--served", log.toString(), "--json")));
    assertThat(parity.get("rows").intValue()).as("%s", parity).isGreaterThanOrEqualTo(ROWS);
    assertThat(parity.get("different").intValue()).as("%s", parity).isZero();
  }

  private static Served served(
      Repository repository, KafkaAndRedis servers, Partner partner, Path log) throws Exception {
    ServedLogConfig kept = new ServedLogConfig(RollingFile.open(log, RollingFile.DEFAULT_BYTES), 1);
    return new Served(
        repository,
        servers.redis(),
        config ->
            config
                .withServedLog(kept)
                .withVariables(new Variables(Map.of("PARTNER", partner.address())::get)));
  }

  /** The questions as rows, with what the log has that the other server said. */
  private static List<Map<String, Object>> spine(
      List<Map<String, Object>> questions, List<JsonNode> served, Path log) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode row = JSON.readTree(line);
      if (row.has("score")) {
        lines.add(row);
      }
    }
    List<JsonNode> last = lines.subList(lines.size() - served.size(), lines.size());
    List<Map<String, Object>> spine = new ArrayList<>();
    for (int i = 0; i < served.size(); i++) {
      JsonNode line = last.get(i);
      assertThat(line.get("score")).isEqualTo(served.get(i).at("/rows/0/score"));
      assertThat(line.get("entities")).isEqualTo(served.get(i).at("/rows/0/entities"));
      assertThat(line.get("external")).hasSize(3);
      String instant = served.get(i).get("as_of").textValue();
      spine.add(Scored.row(questions.get(i), instant, line.get("external")));
    }
    return spine;
  }

  private static FeatureService service(Repository repository) {
    return repository.service("all").orElseThrow();
  }

  /** Sends events, and keeps them in a file, in the order of sending. */
  private static void send(Random random, KafkaAndRedis servers, Repository repository, Path folder)
      throws Exception {
    Source source = repository.recordedSources().get(0);
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
      Map<String, Object> asked = Scored.question(random, "trees");
      asked.remove("model");
      asked.put("feature_service", service.name());
      JsonNode answer = Scored.ask(answers, "/v1/features", asked);
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

  private List<Object[]> trainingSet(
      Path folder, List<Map<String, Object>> rows, FeatureService service) throws Exception {
    Path spine = temp.resolve("spine.jsonl");
    Path out = temp.resolve("out.jsonl");
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      lines.add(JSON.writeValueAsString(row));
    }
    Files.write(spine, lines);
    List<String> command = new ArrayList<>(List.of("training-set", folder.toString(), "--strict"));
    command.addAll(List.of("--service", service.name()));
    command.addAll(List.of("--spine", spine.toString(), "--out", out.toString()));
    Terminal.result(command);
    List<Object[]> vectors = TrainingOutput.read(out, service.features());
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
    assertThat(column(vectors, names.indexOf("partner:risk")))
        .containsNull()
        .anyMatch(Double.class::isInstance);
    assertThat(column(vectors, names.indexOf("partner:tier"))).contains(null, "gold", "ünï", "");
    assertThat(column(vectors, names.indexOf("partner:segments")))
        .contains(null, List.of(), List.of("a", "b", "c"));
    assertThat(column(vectors, names.indexOf("match:wary"))).contains(null, true, false);
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
