package dev.freshet.features.language;

import java.util.List;
import java.util.stream.Stream;

/** What can be wrong with models, and with how their services become numbers. */
final class ModelMistakes {

  private ModelMistakes() {}

  static Stream<ModelMistake> all() {
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
            ModelsTest.MODELS
                .substring(0, Math.max(0, ModelsTest.MODELS.indexOf(from)))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }
}
