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

  /**
   * One text in place of another.
   *
   * @param shows whether the file alone shows that it is wrong
   */
  record ModelMistake(String from, String to, boolean shows, int line, List<String> message) {

    String yaml() {
      return Shop.edit(MODELS, from, to);
    }
  }

  static Stream<ModelMistake> mistakes() {
    return Stream.of(
        of(
            "kind: xgboost",
            "kind: xgbost",
            "\"xgbost\" is no kind of model; did you mean \"xgboost\"?"),
        of("kind: onnx", "kind: pmml", "write one of linear, xgboost, onnx"),
        of("kind: onnx, file", "kind: onnx, fil", "did you mean \"file\"?"),
        of(
            ", file: models/later.json",
            "",
            "kind xgboost must have the key \"file\"",
            "models/buy_later.json"),
        of("kind: xgboost,", "kind: xgboost, bias: 1,", false, "only a linear model has \"bias\""),
        of("link: logistic", "link: logit", "\"logit\" is no link; write identity or logistic"),
        of("bias: -1.2", "bias: much", "\"much\" is not a number"),
        of("bias: -1.2", "bias: .nan", false, "\".nan\" is not a number"),
        of("bias: -1.2", "bias: 1e999", false, "\"1e999\" is not a number"),
        of("bias: -1.2", "file: a.json", false, "a linear model has no file"),
        of("views_1h\": 0.3", "views_1h\": high", 12, "\"high\" is not a number"),
        of(
            "\"user_activity:views_1h\"",
            "\"user_activity:views_2h\"",
            false,
            12,
            "has no column \"user_activity:views_2h\"; did you mean \"user_activity:views_1h\"?"),
        of(
            "last_category=hats\": -1e-2",
            "last_category=hat\": -1e-2",
            false,
            12,
            "did you mean \"user_activity:last_category=hats\"?"),
        of(
            "last_category=hats\": 60",
            "last_category=cats\": 60",
            false,
            13,
            "did you mean \"user_activity:last_category=hats\"?"),
        of(
            "last_category=hats\": 60",
            "idle_seconds\": 60",
            false,
            13,
            "\"user_activity:idle_seconds\" has no weight, so what it counts for"),
        of(
            "bias: -1.2",
            "bias: '-1.2'",
            "\"-1.2\" stands in quotes and so is a text, not a number; write -1.2"),
        of("views_1h\": 0.3", "views_1h\": '0.3'", 12, "not a number; write 0.3"),
        of("${AWAY}/", "$AWAY/", false, "write variables as ${NAME}"),
        of(
            "user_activity:recent_items: {length: true}",
            "user_activity:recent_items: {length: true}\n      item_stats:views_1h: {one_hot: [shoes]}",
            false,
            8,
            "\"shoes\" is none of the integers that item_stats:views_1h has; list integers"),
        of(
            "user_activity:recent_items: {length: true}",
            "user_activity:recent_items: {length: true}\n      item_stats:views_1h: {one_hot: ['07']}",
            false,
            8,
            "write 7"),
        of(
            "weights: {\"user_activity:views_1h\": 0.3, \"user_activity:last_category=hats\": -1e-2}",
            "weights: {}",
            12,
            "must have weights"),
        of(
            "weights: {\"user_activity:views_1h\": 0.3, \"user_activity:last_category=hats\": -1e-2},",
            "",
            11,
            "must have weights"),
        of(
            "feature_service: buying, kind: onnx",
            "feature_service: byuing, kind: onnx",
            false,
            "there is no feature service \"byuing\"; did you mean \"buying\"?"),
        of(
            "feature_service: buying, kind: onnx",
            "feature_service: homepage, kind: onnx",
            false,
            "models read numbers, and user_activity:last_category of the service \"homepage\" is of type string; write one_hot: [a value, another] or hash: 32"),
        of(
            "shadow: [buy_later]",
            "shadow: [buy_latr]",
            false,
            "there is no model \"buy_latr\"; did you mean \"buy_later\"?"),
        of("shadow: [buy_later]", "shadow: buy_later", "is not a list"),
        of(
            "shadow: [buy_later]",
            "shadow: [buy_later, buy_later]",
            "\"buy_later\" stands there twice"),
        of("name: buy_never", "name: buy_later", false, "there is already a model \"buy_later\""),
        of(
            "      user_activity:recent_items: {length: true}\n",
            "",
            false,
            13,
            "user_activity:recent_items",
            "list<string>",
            "length: true"),
        of("{length: true}", "{length: 3}", "\"3\" is not true"),
        of("{length: true}", "{lenght: true}", "did you mean \"length\"?"),
        of(
            "{length: true}",
            "{length: true, hash: 8}",
            "2 ways to encode user_activity:recent_items; write one of"),
        of("{length: true}", "{hash: 1}", "a whole number from 2 to 4096"),
        of(
            "{length: true}",
            "{keys: [a]}",
            false,
            "is of type list<string>, which keys does not encode; write one_hot"),
        of("{one_hot: [shoes, hats]}", "{one_hot: []}", 6, "is empty"),
        of("{keys: [shoes]}", "{keys: [shoes, shoes]}", "\"shoes\" stands there twice"),
        of(
            "user_activity:recent_items: {",
            "user_activity:recent_itms: {",
            false,
            7,
            "the service has no feature \"user_activity:recent_itms\"; did you mean \"user_activity:recent_items\"?"));
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

  private static ModelMistake of(String from, String to, String... message) {
    return of(from, to, true, line(from), message);
  }

  private static ModelMistake of(String from, String to, boolean shows, String... message) {
    return of(from, to, shows, line(from), message);
  }

  private static ModelMistake of(String from, String to, int line, String... message) {
    return of(from, to, true, line, message);
  }

  private static ModelMistake of(
      String from, String to, boolean shows, int line, String... message) {
    return new ModelMistake(from, to, shows, line, List.of(message));
  }

  private static int line(String from) {
    return 1
        + (int)
            MODELS
                .substring(0, Math.max(0, MODELS.indexOf(from)))
                .chars()
                .filter(c -> c == '\n')
                .count();
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
