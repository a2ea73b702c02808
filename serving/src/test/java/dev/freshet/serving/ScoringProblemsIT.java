package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests for scores and rankings that are wrong. */
class ScoringProblemsIT {

  private static final String SCORE =
      """
      {"model": "buy", "entities": {"user_id": "u1", "item_id": [7, 8]}, "context": {"hour": 20}}""";
  private static final String RANK =
      """
      {"model": "buy", "entities": {"user_id": "u1"}, "candidates": {"item_id": [9, 8, 7, 10]},
       "context": {"hour": 20}}""";

  private static ServedShop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Arguments wrong(String path, String body, int status, String... message) {
    return Arguments.of(path, body, status, List.of(message));
  }

  static Stream<Arguments> wrongRequests() {
    String thousandAndOne = IntStream.range(0, 1001).boxed().toList().toString();
    return Stream.of(
        wrong("/v1/score", "{", 400, "not JSON", "line 1"),
        wrong("/v1/score", "{}", 422, "\"model\" is not there"),
        wrong(
            "/v1/score",
            SCORE.replace("buy", "buuy"),
            422,
            "no model \"buuy\"; did you mean \"buy\"?"),
        wrong(
            "/v1/score",
            SCORE.replace("buy", "buy_later"),
            503,
            "\"buy_later\" is not loaded: there is no file"),
        wrong(
            "/v1/score",
            SCORE.replace("\"buy\"", "7"),
            422,
            "\"model\" is 7; send the name of a model"),
        wrong("/v1/score", SCORE.replace("{\"hour\": 20}", "{}"), 422, "context has no \"hour\""),
        wrong("/v1/score", SCORE.replace("20", "\"late\""), 422, "hour", "int64"),
        wrong("/v1/score", SCORE.replace("[7, 8]", "[7, \"x\"]"), 422, "item_id[1]"),
        wrong(
            "/v1/score",
            SCORE.replace("\"u1\"", "[\"a\", \"b\", \"c\"]"),
            422,
            "lengths {user_id=3, item_id=2}"),
        wrong(
            "/v1/score",
            SCORE.replace("\"user_id\": \"u1\",", ""),
            422,
            "entities has no \"user_id\""),
        wrong(
            "/v1/score",
            SCORE.replace("{\"model\"", "{\"explian\": true, \"model\""),
            422,
            "did you mean \"explain\"?"),
        wrong(
            "/v1/score",
            SCORE.replace("{\"model\"", "{\"explain\": 1, \"model\""),
            422,
            "send true or false"),
        wrong("/v1/score", SCORE.replace("[7, 8]", thousandAndOne), 422, "at most 1000"),
        wrong(
            "/v1/score",
            SCORE.replace("{\"model\"", "{\"feature_service\": \"a\", \"model\""),
            422,
            "is no member of this request"),
        wrong(
            "/v1/rank",
            RANK.replace("\"entities\": {\"user_id\": \"u1\"}, ", "")
                .replace("[9, 8, 7, 10]", "[1], \"user_id\": [\"a\", \"b\"]"),
            422,
            "the lists of candidates have lengths"),
        wrong(
            "/v1/rank",
            RANK.replace("{\"user_id\": \"u1\"}", "{}"),
            422,
            "entities and candidates have no \"user_id\" for \"user_activity:views_5m\"",
            "and 2 more"),
        wrong(
            "/v1/score",
            SCORE.replace("20", "20.0"),
            422,
            "context.hour is 20.0; it is of type int64: send an integer",
            "without a fraction"),
        wrong(
            "/v1/rank",
            RANK.replace("item_id", "item_idd"),
            422,
            "candidates has \"item_idd\"",
            "did you mean \"item_id\"?"),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\"", "\"exclude\": [\"user_activity:views_5m\"], \"context\""),
            422,
            "is a number and no list or map of ids"),
        wrong("/v1/rank", "[]", 422, "the body is a list"),
        wrong("/v1/rank", "{\"model\": \"buy\"}", 422, "\"candidates\" is not there"),
        wrong("/v1/rank", RANK.replace("buy", "sell"), 422, "no model \"sell\"; known: buy"),
        wrong(
            "/v1/rank",
            RANK.replace("[9, 8, 7, 10]", thousandAndOne),
            422,
            "1001 candidates",
            "at most 1000"),
        wrong(
            "/v1/rank",
            RANK.replace("[9, 8, 7, 10]", "9"),
            422,
            "\"candidates\".\"item_id\" is one value; send a list"),
        wrong(
            "/v1/rank",
            RANK.replace("\"u1\"", "[\"u1\"]"),
            422,
            "\"entities\".\"user_id\" is a list"),
        wrong(
            "/v1/rank",
            RANK.replace("{\"user_id\"", "{\"item_id\": 7, \"user_id\""),
            422,
            "stands under entities and under candidates"),
        wrong(
            "/v1/rank",
            RANK.replace("[9, 8, 7, 10]", "[9, 2.5]"),
            422,
            "candidates.item_id[1] is 2.5"),
        wrong(
            "/v1/rank",
            RANK.replace("[9, 8, 7, 10]", "[1], \"x\": [2]"),
            422,
            "candidates has \"x\""),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\"", "\"limit\": 0, \"context\""),
            422,
            "\"limit\" is 0; send a whole number from 1"),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\"", "\"limit\": \"ten\", \"context\""),
            422,
            "\"limit\" is a string"),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\"", "\"limit\": 99999999999, \"context\""),
            422,
            "\"limit\" is 99999999999"),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\"", "\"exclude\": \"a\", \"context\""),
            422,
            "\"exclude\" is a string; send a list"),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\"", "\"exclude\": [\"user_activity\"], \"context\""),
            422,
            "\"exclude\" has \"user_activity\", which is not the full name of a feature"),
        wrong(
            "/v1/rank",
            RANK.replace(
                "\"context\"", "\"exclude\": [\"user_activity:recent_itms\"], \"context\""),
            422,
            "\"exclude\": there is no feature \"user_activity:recent_itms\"",
            "did you mean \"user_activity:recent_items\"?"),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\"", "\"exclude\": [\"user_activity:dearest\"], \"context\""),
            422,
            "of type double",
            "no list or map of ids"),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\"", "\"diversity\": 3, \"context\""),
            422,
            "\"diversity\" is 3; send an object with by, max"),
        wrong(
            "/v1/rank",
            RANK.replace(
                "\"context\"",
                "\"diversity\": {\"by\": \"item_stats:views_1h\", \"max\": 0}, \"context\""),
            422,
            "\"diversity\".\"max\" is 0; send a whole number from 1"),
        wrong(
            "/v1/rank",
            RANK.replace(
                "\"context\"",
                "\"diversity\": {\"by\": \"item_stats:views\", \"max\": 1}, \"context\""),
            422,
            "\"diversity\": there is no feature \"item_stats:views\""),
        wrong(
            "/v1/rank",
            RANK.replace(
                "\"context\"", "\"diversity\": {\"by\": \"item_stats:views_1h\"}, \"context\""),
            422,
            "has no \"max\""),
        wrong(
            "/v1/rank",
            RANK.replace(
                "\"context\"",
                "\"diversity\": {\"by\": \"user_activity:recent_items\", \"max\": 1}, \"context\""),
            422,
            "one value, such as a category"),
        wrong(
            "/v1/rank",
            RANK.replace("\"context\": {\"hour\": 20}", "\"context\": 3"),
            422,
            "\"context\" is 3"));
  }

  @ParameterizedTest
  @MethodSource("wrongRequests")
  void whatIsWrongSaysWhatWouldBeRight(String path, String body, int status, List<String> message)
      throws Exception {
    Reply reply = shop.client().post(path, body);

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.contentType()).startsWith("application/problem+json");
    assertThat(reply.at("/title").asText() + " " + reply.at("/detail").asText()).contains(message);
  }
}
