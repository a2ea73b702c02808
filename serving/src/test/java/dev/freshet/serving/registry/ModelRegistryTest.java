package dev.freshet.serving.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Variables;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.serving.fixture.Trees;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.model.Sidecar;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

  private static final String YAML =
      """
      project: shop
      sources:
        - {name: clicks, topic: clicks, event_time: ts, fields: {user_id: string, price: double}}
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [1h]}
            - {name: dearest, aggregation: max, value: event.price}
      feature_services:
        - {name: home, features: [activity]}
      models:
        - {name: buy, feature_service: home, kind: xgboost, file: models/buy.json}
        - {name: away, feature_service: home, kind: xgboost, file: "${AWAY}/buy.json"}
        - {name: plain, feature_service: home, kind: linear, weights: {"activity:clicks_1h": 2}}
      """;

  @TempDir Path folder;

  private final ServingMetrics metrics = new ServingMetrics();
  private Path file;
  private Repository repository;
  private ModelRegistry models;

  @BeforeEach
  void open() throws IOException, InvalidRepositoryException {
    Files.writeString(folder.resolve("shop.yaml"), YAML);
    repository = RepositoryReader.read(folder);
    file = Files.createDirectories(folder.resolve("models")).resolve("buy.json");
    models = ModelRegistry.open(repository, metrics);
  }

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void aModelWithoutAFileIsNotLoadedAndSaysSo() {
    assertThat(models.isLoaded("buy")).isFalse();
    assertThatThrownBy(() -> score("buy"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(ProblemKind.MODEL_NOT_LOADED);
              assertThat(e.problem().detail()).contains("there is no file " + file);
            });
    assertThat(score("plain")).isEqualTo(2);
  }

  @Test
  void aVariableInThePathOfAFileIsWhatTheEnvironmentSays() throws Exception {
    assertThat(models.refusal("away"))
        .isEqualTo(
            "file: ${AWAY}/buy.json: the environment variable AWAY is not set; set it to a folder, such as with: export AWAY=/data");
    Trees.replace(file, Trees.constant(7, 2));
    try (ModelRegistry set =
        ModelRegistry.open(
            repository,
            new ServingMetrics(),
            new Variables(Map.of("AWAY", file.getParent().toString())::get))) {
      assertThat(set.isLoaded("away")).isTrue();
    }
  }

  @Test
  void anotherSidecarOfTheSameFileIsNoOtherVersion() throws Exception {
    Trees.replace(file, Trees.constant(1, 2));
    await(() -> models.isLoaded("buy"));
    Sidecar right =
        Trees.sidecar(Trees.constant(1, 2), repository.service("home").orElseThrow(), repository);
    Trees.replace(Sidecar.of(file), "{}".getBytes(UTF_8));
    await(() -> !models.refusal("buy").isEmpty());

    Trees.replace(Sidecar.of(file), right.toJson());
    await(() -> models.refusal("buy").isEmpty());

    assertThat(score("buy")).isEqualTo(1);
    assertThat(metrics())
        .contains("freshet_serving_model_loads_total{model=\"buy\",outcome=\"loaded\"} 1.0");
  }

  @Test
  void anUnknownModelSaysWhichThereAre() {
    assertThatThrownBy(() -> models.check("buuy"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("there is no model \"buuy\"; did you mean \"buy\"?");
  }

  @Test
  void anUnknownModelOfARepositoryWithoutModelsSaysThatThereAreNone() throws Exception {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Files.writeString(plain.resolve("shop.yaml"), YAML.substring(0, YAML.indexOf("models:")));
    try (ModelRegistry none = ModelRegistry.open(RepositoryReader.read(plain), metrics)) {
      assertThatThrownBy(() -> none.check("buy"))
          .hasMessage("there is no model \"buy\", nor any other; define it under models");
    }
  }

  @Test
  void aFileThatComesOrChangesIsTakenUp() throws Exception {
    Trees.replace(file, Trees.constant(1, 2));
    await(() -> models.isLoaded("buy"));
    String first = models.version("buy").orElseThrow();
    assertThat(first).hasSize(12).isEqualTo(Sidecar.sha256(Trees.constant(1, 2)).substring(0, 12));
    assertThat(score("buy")).isEqualTo(1);

    Trees.replace(file, Trees.constant(2, 2));
    await(() -> !models.version("buy").orElseThrow().equals(first));
    assertThat(score("buy")).isEqualTo(2);
  }

  @Test
  void aBadFileIsRefusedAndTheOldVersionStays() throws Exception {
    Trees.replace(file, Trees.constant(1, 2));
    await(() -> models.isLoaded("buy"));

    Trees.replace(file, "{\"learner\": 1}".getBytes(UTF_8));
    await(() -> !models.refusal("buy").isEmpty());
    assertThat(score("buy")).isEqualTo(1);
    assertThat(metrics())
        .contains("freshet_serving_model_loads_total{model=\"buy\",outcome=\"refused\"} 1.0")
        .contains("freshet_serving_model_loaded{model=\"buy\"} 1.0");

    Files.delete(file);
    await(() -> models.refusal("buy").contains("is gone; version"));
    assertThat(score("buy")).isEqualTo(1);

    Trees.replace(file, Trees.constant(3, 2));
    await(() -> models.refusal("buy").isEmpty());
    assertThat(score("buy")).isEqualTo(3);
  }

  @Test
  void aFileThatIsNotWholeYetIsRefusedOnlyOnceItStandsStill() throws Exception {
    byte[] whole = Trees.constant(1, 2);
    ModelSlot slot = slot("buy");
    slot.look();
    for (int length = 100; length < whole.length; length += 100) {
      Files.write(file, Arrays.copyOf(whole, length));
      slot.look();
      slot.look();
      assertThat(slot.refusal()).as("%d bytes", length).startsWith("there is no file");
    }
    slot.look();
    assertThat(slot.refusal()).contains("the file ends too early; copy it again, whole");
    slot.look();
    slot.look();

    Files.write(file, whole);
    slot.look();

    assertThat(slot.refusal()).isEmpty();
    assertThat(slot.isLoaded()).isTrue();
    slot.close();
  }

  @Test
  void whatIsNoFileIsRefused() throws Exception {
    Files.createDirectory(file);
    await(() -> models.refusal("buy").contains("buy.json is a folder; put a file there"));

    Files.delete(file);
    Trees.replace(file, Trees.constant(1, 2));
    await(() -> models.isLoaded("buy"));
  }

  @Test
  void aFileThatTheHeapDoesNotHoldIsRefusedUnread() throws Exception {
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength((512L << 20) + 1);
    }
    await(() -> models.refusal("buy").contains("buy.json has 512 MiB, and at most "));

    assertThat(ModelFile.mostBytes(Model.Format.XGBOOST, 512L << 20)).isEqualTo(128L << 20);
    assertThat(ModelFile.mostBytes(Model.Format.ONNX, 512L << 20)).isEqualTo(256L << 20);
    assertThat(ModelFile.mostBytes(Model.Format.ONNX, 64L << 30)).isEqualTo(512L << 20);
  }

  @Test
  void aModelOfAnotherWidthIsRefused() throws Exception {
    Trees.replace(file, Trees.constant(1, 3));
    await(() -> models.refusal("buy").contains("cannot be used"));
    assertThat(models.refusal("buy"))
        .contains("reads 3 numbers")
        .contains("has 2 columns (activity__clicks_1h, activity__dearest)");
  }

  @Test
  void aModelOfOtherColumnsIsRefusedAndSaysWhichDiffer() throws Exception {
    byte[] model = Trees.constant(1, 2);
    FeatureService home = repository.service("home").orElseThrow();
    Sidecar right = Trees.sidecar(model, home, repository);

    refuse(
        model,
        new Sidecar(
            "buy",
            "home",
            right.fingerprint(),
            List.of("activity__clicks_1h", "activity__cheapest"),
            right.sha256()),
        "the service does not have activity__cheapest, and the model does not read activity__dearest");
    refuse(
        model,
        new Sidecar(
            "buy",
            "home",
            right.fingerprint(),
            List.of("activity__dearest", "activity__clicks_1h"),
            right.sha256()),
        "column 1 is activity__dearest in the model and activity__clicks_1h in the service");
    refuse(
        model,
        new Sidecar("buy", "away", right.fingerprint(), right.columns(), right.sha256()),
        "was trained on the service \"away\"");
    refuse(
        model,
        new Sidecar("buy", "home", "00ff", right.columns(), right.sha256()),
        "have changed since the model was trained (fingerprint 00ff, now " + right.fingerprint());

    Trees.replace(Sidecar.of(file), right.toJson());
    await(() -> models.isLoaded("buy"));
  }

  @Test
  void aSidecarOfAnotherFileIsWaitedFor() throws Exception {
    FeatureService home = repository.service("home").orElseThrow();
    Trees.replace(Sidecar.of(file), Trees.sidecar(new byte[] {1}, home, repository).toJson());
    Trees.replace(file, Trees.constant(1, 2));
    await(() -> models.refusal("buy").contains("is of another file"));
    assertThat(models.isLoaded("buy")).isFalse();

    Trees.replace(Sidecar.of(file), Trees.sidecar(Trees.constant(1, 2), home, repository).toJson());
    await(() -> models.isLoaded("buy"));
  }

  @Test
  void aModelInUseStaysAsItIs() throws Exception {
    Trees.replace(file, Trees.constant(1, 2));
    await(() -> models.isLoaded("buy"));

    models.use(
        "buy",
        held -> {
          replaceNow(Trees.constant(2, 2));
          await(() -> !models.version("buy").orElseThrow().equals(held.version()));
          assertThat(held.scorer().raw(new double[1][2])[0]).isEqualTo(1);
          assertThat(score("buy")).isEqualTo(2);
          return held;
        });
  }

  /** A model's place that looks only when it is told to. */
  private ModelSlot slot(String model) {
    return new ModelSlot(
        models.definition(model), repository, new ServingMetrics(), Variables.ofEnvironment());
  }

  private void refuse(byte[] model, Sidecar sidecar, String message) throws IOException {
    Trees.replace(Sidecar.of(file), sidecar.toJson());
    Trees.replace(file, model);
    await(() -> models.refusal("buy").contains(message));
    assertThat(models.isLoaded("buy")).isFalse();
  }

  private void replaceNow(byte[] model) {
    try {
      Trees.replace(file, model);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private double score(String model) {
    return models.use(model, loaded -> loaded.scorer().raw(new double[][] {{1, Double.NaN}})[0]);
  }

  private String metrics() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    metrics.write(out);
    return out.toString(UTF_8);
  }

  private void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("20 s; refused: %s", models.refusal("buy")).isLessThan(end);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
