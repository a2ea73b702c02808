package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Problem;
import dev.freshet.features.definition.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models, and how their services become numbers. */
class ModelsTest {

  static final String FILE = "models.yaml";
  static final String MODELS =
      """
      project: shop
      feature_services:
        - name: buying
          features: [user_activity, item_stats:views_1h]
          encode:
            user_activity:last_category: {one_hot: [shoes, hats]}
            user_activity:recent_items: {length: true}
            user_activity:category_interest: {keys: [shoes]}
          shadow: [buy_later]
      models:
        - {name: buy_soon, feature_service: buying, kind: linear, link: logistic, bias: -1.2,
           weights: {"user_activity:views_1h": 0.3, "user_activity:last_category=hats": -1e-2},
           missing: {"user_activity:last_category=hats": 60}}
        - {name: buy_later, feature_service: buying, kind: xgboost, file: models/later.json}
        - {name: buy_never, feature_service: buying, kind: onnx, file: '${AWAY}/never.onnx'}
      """;

  @TempDir Path folder;

  @Test
  void areReadWithTheServiceTheyRead() {
    Repository repository = new Shop(folder).with(Shop.FILE, Shop.YAML).with(FILE, MODELS).read();

    FeatureService buying = repository.service("buying").orElseThrow();
    assertThat(buying.shadow()).containsExactly("buy_later");
    assertThat(buying.isEncoded()).isTrue();
    assertThat(buying.encoding().columns())
        .contains(
            "user_activity__views_1h",
            "user_activity__last_category=shoes",
            "user_activity__last_category=hats",
            "user_activity__recent_items.length",
            "user_activity__category_interest.shoes",
            "item_stats__views_1h");
    assertThat(repository.models())
        .containsExactly(
            new Model.Linear(
                "buy_soon",
                buying,
                Model.Link.LOGISTIC,
                -1.2,
                Map.of("user_activity__views_1h", 0.3, "user_activity__last_category=hats", -0.01),
                Map.of("user_activity__last_category=hats", 60.0)),
            new Model.Stored(
                "buy_later",
                buying,
                Model.Format.XGBOOST,
                new Model.File(folder, "models/later.json")),
            new Model.Stored(
                "buy_never",
                buying,
                Model.Format.ONNX,
                new Model.File(folder, "${AWAY}/never.onnx")));
    assertThat(repository.model("buy_never")).isPresent();
    assertThat(repository.model("buy_ever")).isEmpty();
  }

  @Test
  void linksAreWhatTheySay() {
    assertThat(Model.Link.LOGISTIC.of(0)).isEqualTo(0.5);
    assertThat(Model.Link.LOGISTIC.of(2)).isCloseTo(0.8807970779778823, within(1e-15));
    assertThat(Model.Link.IDENTITY.of(-3)).isEqualTo(-3);
  }

  static Stream<Named<ModelMistake>> mistakes() {
    return ModelMistakes.all()
        .map(
            mistake -> Named.of(mistake.to().strip() + " -> " + mistake.message().get(0), mistake));
  }

  @Test
  void aWeightedSumNeedsNoEncodingOfWhatItHasNoWeightFor() {
    String linear =
        MODELS
            .substring(0, MODELS.indexOf("  - {name: buy_later"))
            .replaceAll("(?m)^ +(user_activity:(recent|category).*|shadow.*)\n", "");

    Repository repository = new Shop(folder).with(Shop.FILE, Shop.YAML).with(FILE, linear).read();

    FeatureService buying = repository.service("buying").orElseThrow();
    assertThat(buying.isEncoded()).isFalse();
    assertThat(buying.encoding().columns()).hasSize(11);
    assertThat(buying.encoding().feature(10)).isEqualTo(buying.features().size() - 1);
  }

  @Test
  void aWeightForWhatIsNoNumberIsRefused() {
    String yaml =
        MODELS
            .substring(0, MODELS.indexOf("  - {name: buy_later"))
            .replaceAll("(?m)^ +shadow.*\n", "")
            .replace("      user_activity:recent_items: {length: true}\n", "")
            .replace("user_activity:views_1h", "user_activity:recent_items");

    assertThat(new Shop(folder).with(Shop.FILE, Shop.YAML).with(FILE, yaml).problems())
        .singleElement()
        .asString()
        .contains("user_activity:recent_items is of type list<string>; write one_hot");
  }

  @Test
  void aMistakeInAnEncodingHidesNoOtherMistake() {
    String yaml =
        Shop.edit(
            Shop.edit(MODELS, "{one_hot: [shoes, hats]}", "{one_hot: shoes}"),
            "user_activity:views_1h",
            "user_activity:views_2h");

    assertThat(new Shop(folder).with(Shop.FILE, Shop.YAML).with(FILE, yaml).problems())
        .extracting(Problem::line)
        .containsExactly(6, 12);
  }

  @Test
  void whatNoEncodingTakesIsToBeComputedFrom() {
    String yaml =
        Shop.edit(
            MODELS
                .replaceAll("(?m)^ +(shadow.*)\n", "")
                .replaceAll("(?m)^ +- .name: buy_soon.*\n.*\n.*\n", ""),
            "item_stats:views_1h]",
            "item_stats:views_1h, facts]");
    String facts =
        """
        on_demand_feature_views:
          - name: facts
            features:
              - {name: seen, type: timestamp, value: 'timestamp("2026-01-01T00:00:00Z")'}
        """;

    assertThat(
            new Shop(folder)
                .with(Shop.FILE, Shop.YAML)
                .with(FILE, yaml)
                .with("facts.yaml", facts)
                .problems())
        .singleElement()
        .asString()
        .contains(
            "facts:seen of the service \"buying\" is of type timestamp; no encoding takes it");
  }

  @Test
  void aColumnUnderTwoNamesIsOneMistake() {
    String yaml =
        Shop.edit(
            MODELS,
            "\"user_activity:views_1h\": 0.3",
            "\"user_activity:views_1h\": 0.3, \"user_activity__views_1h\": 1");

    assertThat(new Shop(folder).with(Shop.FILE, Shop.YAML).with(FILE, yaml).problems())
        .singleElement()
        .asString()
        .contains("\"user_activity__views_1h\" stands here twice, under two names");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneProblemAndSaysWhatIsRight(ModelMistake mistake) {
    List<Problem> problems =
        new Shop(folder).with(Shop.FILE, Shop.YAML).with(FILE, mistake.yaml()).problems();

    String all = String.join("\n", problems.stream().map(Problem::toString).toList());
    assertThat(problems).as(all).extracting(Problem::line).containsOnly(mistake.line());
    assertThat(all).contains(mistake.message());
  }
}
