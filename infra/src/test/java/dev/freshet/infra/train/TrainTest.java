package dev.freshet.infra.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.infra.train.metric.Auc;
import dev.freshet.infra.train.metric.Loss;
import dev.freshet.infra.train.slice.Cut;
import dev.freshet.infra.train.slice.Sample;
import dev.freshet.infra.train.slice.Slices;
import dev.freshet.pipelines.examples.ExampleColumns;
import dev.freshet.pipelines.examples.ExampleReader;
import dev.freshet.pipelines.examples.Examples;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.Sidecar;
import dev.freshet.serving.model.tree.TreeModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;
  private World world;
  private String file;

  @BeforeEach
  void makeWorld() {
    world = new World(temp);
    file = world.write("training.csv", World.rows(1, 4_000)).toString();
  }

  @Test
  void aModelIsTrainedAndReportedOn() throws Exception {
    JsonNode report = world.report(file, "buys", "--label", "label", "--baseline", "guess");
    assertThat(report.path("objective").asText()).isEqualTo("binary");
    JsonNode auc = report.path("figures").path("auc");
    double model = auc.path("model").path("value").asDouble();
    assertThat(model).isBetween(0.8, 0.95);
    assertThat(auc.path("model").path("low").asDouble()).isBetween(model - 0.06, model);
    assertThat(auc.path("baselines").path("prior").path("value").asDouble()).isEqualTo(0.5);
    JsonNode column = auc.path("baselines").path("column");
    assertThat(column.path("of").asText()).isEqualTo("guess");
    assertThat(column.path("value").asDouble()).isBetween(0.6, 0.8);
    assertThat(column.path("gain").path("low").asDouble()).isPositive();
    assertThat(auc.path("baselines").path("best_feature").path("of").asText())
        .isEqualTo("activity:clicks_1d");
    JsonNode logLoss = report.path("figures").path("log_loss");
    for (JsonNode baseline : logLoss.path("baselines")) {
      assertThat(baseline.path("gain").path("low").asDouble()).isPositive();
    }
    assertThat(report.path("calibration").path("error").asDouble()).isBetween(0.0, 0.08);
    assertThat(report.path("growth").path("trees").asInt()).isBetween(5, 400);
    assertThat(world.err()).contains("No --horizon was given").doesNotContain("Warning");
    JsonNode calibration = report.path("calibration").path("baselines");
    assertThat(calibration.path("prior").path("error").asDouble()).isBetween(0.0, 0.05);
    assertThat(calibration.path("column").path("of").asText()).isEqualTo("guess");
    assertThat(calibration.path("best_feature").path("error").asDouble()).isBetween(0.0, 0.1);
  }

  @Test
  void theReportTellsWhatEachFeatureIsWorth() throws Exception {
    JsonNode features = world.report(file, "buys", "--label", "label").path("features");
    assertThat(features).hasSize(4);
    JsonNode clicks = features.get(0);
    JsonNode price = features.get(1);
    JsonNode noise = features.get(2);
    JsonNode category = features.get(3);
    assertThat(clicks.path("feature").asText()).isEqualTo("activity:clicks_1d");
    assertThat(clicks.path("reach").asDouble()).isCloseTo(7 / 8.0, within(0.03));
    assertThat(price.path("reach").asDouble()).isCloseTo(3 / 4.0, within(0.03));
    assertThat(clicks.path("alone").path("low").asDouble()).isGreaterThan(0.7);
    assertThat(noise.path("alone").path("low").asDouble()).isLessThan(0.5);
    assertThat(noise.path("alone").path("high").asDouble()).isBetween(0.5, 0.6);
    assertThat(clicks.path("lost").path("low").asDouble()).isGreaterThan(0.05);
    assertThat(noise.path("lost").path("high").asDouble()).isLessThan(0.02);
    assertThat(category.path("columns"))
        .extracting(JsonNode::asText)
        .containsExactly("activity__category=hats", "activity__category=shoes");
    double importance = 0;
    for (JsonNode feature : features) {
      importance += feature.path("importance").asDouble();
    }
    assertThat(importance).isCloseTo(1, within(1e-9));
    assertThat(clicks.path("importance").asDouble()).isGreaterThan(0.4);
  }

  @Test
  void theSidecarIsOfTheFile() throws Exception {
    world.report(file, "buys", "--label", "label", "--quick");
    Path model = temp.resolve("models/buys.json");
    Sidecar sidecar = Sidecar.read(Files.readAllBytes(Sidecar.of(model)));
    assertThat(sidecar.model()).isEqualTo("buys");
    assertThat(sidecar.service()).isEqualTo("home");
    assertThat(sidecar.sha256()).isEqualTo(Sidecar.sha256(Files.readAllBytes(model)));
    assertThat(sidecar.columns())
        .containsExactly(
            "activity__clicks_1d",
            "activity__price",
            "activity__noise",
            "activity__category=hats",
            "activity__category=shoes");
    JsonNode learner = JSON.readTree(model.toFile()).path("learner");
    assertThat(learner.path("feature_names"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(sidecar.columns());
    try (Stream<Path> files = Files.list(model.getParent())) {
      assertThat(files.map(found -> found.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "buys.json",
              "buys.json.sidecar.json",
              "buys.json.report.json",
              "buys.json.report.html");
    }
    assertThat(Files.readString(temp.resolve("models/buys.json.report.html")))
        .contains("The model buys", "<svg", "activity:clicks_1d", "log_loss")
        .doesNotContain("<script", "http:", "https:", "NaN", "%s", "%n");
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws Exception {
    Path model = temp.resolve("models/buys.json");
    world.report(file, "buys", "--label", "label", "--quick");
    byte[] first = Files.readAllBytes(model);
    byte[] report = Files.readAllBytes(temp.resolve("models/buys.json.report.json"));
    world.report(file, "buys", "--label", "label", "--quick");
    assertThat(Files.readAllBytes(model)).isEqualTo(first);
    assertThat(Files.readAllBytes(temp.resolve("models/buys.json.report.json"))).isEqualTo(report);
    world.report(file, "buys", "--label", "label", "--quick", "--seed", "2");
    assertThat(Files.readAllBytes(model)).isNotEqualTo(first);
  }

  /** What a server makes of the file is what was measured. */
  @ParameterizedTest
  @CsvSource({"buys,models/buys.json", "buys_ubj,models/buys.ubj"})
  void aServerScoresAsTheReportSays(String model, String written) throws Exception {
    JsonNode report = world.report(file, model, "--label", "label", "--quick");
    Repository repository = RepositoryReader.read(temp);
    FeatureService service = repository.service("home").orElseThrow();
    Examples examples =
        ExampleReader.read(
            Path.of(file),
            service,
            service.fingerprint(repository),
            new ExampleColumns("label", "event_timestamp", Optional.empty(), Optional.empty()),
            (share, rows) -> {});
    Sample test = Slices.of(examples, new Cut(OptionalLong.empty(), Duration.ZERO)).test();
    float[] scores = new float[test.size()];
    try (Scorer scorer = TreeModels.read(Files.readAllBytes(temp.resolve(written)))) {
      assertThat(scorer.columns().orElseThrow())
          .containsExactlyElementsOf(service.encoding().columns());
      for (int i = 0; i < scores.length; i++) {
        double[] row = new double[test.rows()[i].length];
        for (int column = 0; column < row.length; column++) {
          row[column] = test.rows()[i][column];
        }
        scores[i] = (float) scorer.score(scorer.raw(new double[][] {row})[0]);
      }
    }
    int[] once = new int[scores.length];
    Arrays.fill(once, 1);
    JsonNode figures = report.path("figures");
    assertThat(new Auc(scores, test.labels()).under(once))
        .isCloseTo(figures.path("auc").path("model").path("value").asDouble(), within(1e-5));
    assertThat(Loss.log(scores, test.labels()).under(once))
        .isCloseTo(figures.path("log_loss").path("model").path("value").asDouble(), within(1e-6));
  }

  /** Grown again without the trees beyond the best, it has as many as were kept. */
  @Test
  void onlyTheTreesThatBringSomethingAreWritten() throws Exception {
    JsonNode report = world.report(file, "buys", "--label", "label", "--quick");
    JsonNode trees =
        JSON.readTree(temp.resolve("models/buys.json").toFile())
            .path("learner")
            .path("gradient_booster")
            .path("model")
            .path("trees");
    assertThat(trees).hasSize(report.path("growth").path("trees").asInt());
    assertThat(report.path("growth").path("early_stopping").size()).isEqualTo(trees.size() + 30);
  }

  @Test
  void groupsAreRanked() throws Exception {
    JsonNode report =
        world.report(file, "buys", "--label", "label", "--group", "request", "--baseline", "guess");
    assertThat(report.path("objective").asText()).isEqualTo("ranking");
    JsonNode ndcg = report.path("figures").path("ndcg_at_10");
    double model = ndcg.path("model").path("value").asDouble();
    assertThat(ndcg.path("baselines").path("prior").path("gain").path("low").asDouble())
        .isPositive();
    assertThat(model).isGreaterThan(ndcg.path("baselines").path("column").path("value").asDouble());
    assertThat(report.path("figures").path("mrr").path("model").path("value").asDouble())
        .isBetween(0.7, 1.0);
    for (JsonNode slice : report.path("slices")) {
      assertThat(slice.path("groups").asInt())
          .isLessThanOrEqualTo(slice.path("rows").asInt() / 5 + 1);
    }
  }

  @Test
  void groupsMayBeToldApartToo() throws Exception {
    JsonNode report =
        world.report(
            file,
            "buys_ubj",
            "--label",
            "label",
            "--group",
            "request",
            "--objective",
            "binary",
            "--quick");
    assertThat(report.path("objective").asText()).isEqualTo("binary");
    assertThat(report.path("figures").fieldNames())
        .toIterable()
        .containsExactly("auc", "log_loss", "ndcg_at_10", "mrr");
    assertThat(Files.readAllBytes(temp.resolve("models/buys.ubj"))[0]).isEqualTo((byte) '{');
  }

  @Test
  void numbersAreForetold() throws Exception {
    JsonNode report = world.report(file, "buys", "--label", "stars", "--horizon", "10m");
    assertThat(report.path("objective").asText()).isEqualTo("regression");
    assertThat(report.path("figures").path("r2").path("model").path("value").asDouble())
        .isBetween(0.6, 0.9);
    assertThat(report.path("figures").path("rmse").path("model").path("value").asDouble())
        .isBetween(0.9, 1.4);
    assertThat(report.path("rows").path("in_gaps").asInt()).isEqualTo(18);
    assertThat(world.err()).doesNotContain("No --horizon");
  }

  @Test
  void rowsWithoutALabelAreLeftOutAndCounted() throws Exception {
    file =
        world
            .write(
                "some.csv",
                World.rows(1, 1_000) + "r,1700000000000,,,,,,,\nr,1700000000000,,,,,,,\n")
            .toString();
    JsonNode report = world.report(file, "buys", "--label", "label", "--quick");
    assertThat(report.path("rows").path("read").asInt()).isEqualTo(1_002);
    assertThat(report.path("rows").path("unlabelled").asInt()).isEqualTo(2);
  }

  @Test
  void whatAPersonSeesIsShort() {
    assertThat(world.trainBy(file, "buys", "--label", "label", "--quick")).isZero();
    assertThat(world.out())
        .contains("trees for binary", "auc ", "than 0.5000, the prior", "buys.json");
    assertThat(world.out().lines()).hasSize(7);
  }

  @Test
  void aLabelThatIsKnownBeforehandIsRefused() {
    assertThat(world.trainBy(file, "buys", "--label", "event_timestamp", "--quick")).isEqualTo(1);
    assertThat(world.err()).contains("is the instant of each row, which is known beforehand");
    assertThat(world.trainBy(file, "buys", "--label", "label", "--baseline", "label", "--quick"))
        .isEqualTo(1);
    assertThat(world.err()).contains("--label label is the baseline");
  }
}
