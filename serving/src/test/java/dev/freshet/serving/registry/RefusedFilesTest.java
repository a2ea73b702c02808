package dev.freshet.serving.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Variables;
import dev.freshet.serving.fixture.Trees;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.model.Sidecar;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of models that cannot be used, and what comes of them. */
class RefusedFilesTest {

  @TempDir Path folder;

  @AutoClose private Watched shop;

  @BeforeEach
  void open() {
    shop = new Watched(folder);
  }

  @Test
  void aBadFileIsRefusedAndTheOldVersionStays() throws Exception {
    shop.replace(Trees.constant(1, 2));
    shop.await(() -> shop.models.isLoaded("buy"));

    shop.replace("{\"learner\": 1}".getBytes(UTF_8));
    shop.await(() -> !shop.models.refusal("buy").isEmpty());
    assertThat(shop.score("buy")).isEqualTo(1);
    assertThat(shop.metrics())
        .contains("freshet_serving_model_loads_total{model=\"buy\",outcome=\"refused\"} 1.0")
        .contains("freshet_serving_model_loaded{model=\"buy\"} 1.0");

    Files.delete(shop.file);
    shop.await(() -> shop.models.refusal("buy").contains("is gone; version"));
    assertThat(shop.score("buy")).isEqualTo(1);

    shop.replace(Trees.constant(3, 2));
    shop.await(() -> shop.models.refusal("buy").isEmpty());
    assertThat(shop.score("buy")).isEqualTo(3);
  }

  @Test
  void aFileThatIsNotWholeYetIsRefusedOnlyOnceItStandsStill() throws Exception {
    byte[] whole = Trees.constant(1, 2);
    ModelSlot slot = slot("buy");
    slot.look();
    for (int length = 100; length < whole.length; length += 100) {
      Files.write(shop.file, Arrays.copyOf(whole, length));
      slot.look();
      slot.look();
      assertThat(slot.refusal()).as("%d bytes", length).startsWith("there is no file");
    }
    slot.look();
    assertThat(slot.refusal()).contains("the file ends too early; copy it again, whole");
    slot.look();
    slot.look();

    Files.write(shop.file, whole);
    slot.look();

    assertThat(slot.refusal()).isEmpty();
    assertThat(slot.isLoaded()).isTrue();
    slot.close();
  }

  @Test
  void whatIsNoFileIsRefused() throws Exception {
    Files.createDirectory(shop.file);
    shop.await(() -> shop.models.refusal("buy").contains("buy.json is a folder; put a file there"));

    Files.delete(shop.file);
    shop.replace(Trees.constant(1, 2));
    shop.await(() -> shop.models.isLoaded("buy"));
  }

  @Test
  void aFileThatTheHeapDoesNotHoldIsRefusedUnread() throws Exception {
    try (RandomAccessFile large = new RandomAccessFile(shop.file.toFile(), "rw")) {
      large.setLength((512L << 20) + 1);
    }
    shop.await(() -> shop.models.refusal("buy").contains("buy.json has 512 MiB, and at most "));

    assertThat(ModelFile.mostBytes(Model.Format.XGBOOST, 512L << 20)).isEqualTo(128L << 20);
    assertThat(ModelFile.mostBytes(Model.Format.ONNX, 512L << 20)).isEqualTo(256L << 20);
    assertThat(ModelFile.mostBytes(Model.Format.ONNX, 64L << 30)).isEqualTo(512L << 20);
  }

  @Test
  void aModelOfAnotherWidthIsRefused() throws Exception {
    shop.replace(Trees.constant(1, 3));
    shop.await(() -> shop.models.refusal("buy").contains("cannot be used"));
    assertThat(shop.models.refusal("buy"))
        .contains("reads 3 numbers")
        .contains("has 2 columns (activity__clicks_1h, activity__dearest)");
  }

  @Test
  void aModelOfOtherColumnsIsRefusedAndSaysWhichDiffer() throws Exception {
    byte[] model = Trees.constant(1, 2);
    FeatureService home = shop.repository.service("home").orElseThrow();
    Sidecar right = Trees.sidecar(model, home, shop.repository);

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

    Trees.replace(Sidecar.of(shop.file), right.toJson());
    shop.await(() -> shop.models.isLoaded("buy"));
  }

  @Test
  void aSidecarOfAnotherFileIsWaitedFor() throws Exception {
    FeatureService home = shop.repository.service("home").orElseThrow();
    Trees.replace(
        Sidecar.of(shop.file), Trees.sidecar(new byte[] {1}, home, shop.repository).toJson());
    shop.replace(Trees.constant(1, 2));
    shop.await(() -> shop.models.refusal("buy").contains("is of another file"));
    assertThat(shop.models.isLoaded("buy")).isFalse();

    Trees.replace(
        Sidecar.of(shop.file), Trees.sidecar(Trees.constant(1, 2), home, shop.repository).toJson());
    shop.await(() -> shop.models.isLoaded("buy"));
  }

  /** A model's place that looks only when it is told to. */
  private ModelSlot slot(String model) {
    return new ModelSlot(
        shop.models.definition(model),
        shop.repository,
        new ServingMetrics(),
        Variables.ofEnvironment());
  }

  private void refuse(byte[] model, Sidecar sidecar, String message) throws IOException {
    Trees.replace(Sidecar.of(shop.file), sidecar.toJson());
    shop.replace(model);
    shop.await(() -> shop.models.refusal("buy").contains(message));
    assertThat(shop.models.isLoaded("buy")).isFalse();
  }
}
