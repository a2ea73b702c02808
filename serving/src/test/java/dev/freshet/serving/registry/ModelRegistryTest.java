package dev.freshet.serving.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.Variables;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.serving.fixture.Trees;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.model.Sidecar;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

  @TempDir Path folder;

  @AutoClose private Watched shop;

  @BeforeEach
  void open() {
    shop = new Watched(folder);
  }

  @Test
  void aModelWithoutAFileIsNotLoadedAndSaysSo() {
    assertThat(shop.models.isLoaded("buy")).isFalse();
    assertThatThrownBy(() -> shop.score("buy"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(ProblemKind.MODEL_NOT_LOADED);
              assertThat(e.problem().detail()).contains("there is no file " + shop.file);
            });
    assertThat(shop.score("plain")).isEqualTo(2);
  }

  @Test
  void aVariableInThePathOfAFileIsWhatTheEnvironmentSays() throws Exception {
    assertThat(shop.models.refusal("away"))
        .isEqualTo(
            "file: ${AWAY}/buy.json: the environment variable AWAY is not set; set it to a folder, such as with: export AWAY=/data");
    shop.replace(Trees.constant(7, 2));
    try (ModelRegistry set =
        ModelRegistry.open(
            shop.repository,
            new ServingMetrics(),
            new Variables(Map.of("AWAY", shop.file.getParent().toString())::get))) {
      assertThat(set.isLoaded("away")).isTrue();
    }
  }

  @Test
  void anotherSidecarOfTheSameFileIsNoOtherVersion() throws Exception {
    shop.replace(Trees.constant(1, 2));
    shop.await(() -> shop.models.isLoaded("buy"));
    Sidecar right =
        Trees.sidecar(
            Trees.constant(1, 2), shop.repository.service("home").orElseThrow(), shop.repository);
    Trees.replace(Sidecar.of(shop.file), "{}".getBytes(UTF_8));
    shop.await(() -> !shop.models.refusal("buy").isEmpty());

    Trees.replace(Sidecar.of(shop.file), right.toJson());
    shop.await(() -> shop.models.refusal("buy").isEmpty());

    assertThat(shop.score("buy")).isEqualTo(1);
    assertThat(shop.metrics())
        .contains("freshet_serving_model_loads_total{model=\"buy\",outcome=\"loaded\"} 1.0");
  }

  @Test
  void anUnknownModelSaysWhichThereAre() {
    assertThatThrownBy(() -> shop.models.check("buuy"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("there is no model \"buuy\"; did you mean \"buy\"?");
  }

  @Test
  void anUnknownModelOfARepositoryWithoutModelsSaysThatThereAreNone() throws Exception {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Files.writeString(
        plain.resolve("shop.yaml"), Watched.YAML.substring(0, Watched.YAML.indexOf("models:")));
    try (ModelRegistry none = ModelRegistry.open(RepositoryReader.read(plain), shop.metrics)) {
      assertThatThrownBy(() -> none.check("buy"))
          .hasMessage("there is no model \"buy\", nor any other; define it under models");
    }
  }

  @Test
  void aFileThatComesOrChangesIsTakenUp() throws Exception {
    shop.replace(Trees.constant(1, 2));
    shop.await(() -> shop.models.isLoaded("buy"));
    String first = shop.models.version("buy").orElseThrow();
    assertThat(first).hasSize(12).isEqualTo(Sidecar.sha256(Trees.constant(1, 2)).substring(0, 12));
    assertThat(shop.score("buy")).isEqualTo(1);

    shop.replace(Trees.constant(2, 2));
    shop.await(() -> !shop.models.version("buy").orElseThrow().equals(first));
    assertThat(shop.score("buy")).isEqualTo(2);
  }

  @Test
  void aModelInUseStaysAsItIs() throws Exception {
    shop.replace(Trees.constant(1, 2));
    shop.await(() -> shop.models.isLoaded("buy"));

    shop.models.use(
        "buy",
        held -> {
          shop.replace(Trees.constant(2, 2));
          shop.await(() -> !shop.models.version("buy").orElseThrow().equals(held.version()));
          assertThat(held.scorer().raw(new double[1][2])[0]).isEqualTo(1);
          assertThat(shop.score("buy")).isEqualTo(2);
          return held;
        });
  }
}
