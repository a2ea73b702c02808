package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.request.Limits;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are wrong: each is answered with a problem that says what would be right. */
class ProblemsIT {

  private static ServedShop shop;
  private static Client client;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open(config -> config.withLimits(new Limits(20, 12, 4096)));
    client = shop.client();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void namesTheNearestFeature() throws Exception {
    Reply reply =
        client.features(
            """
            {"features": ["user_activity:view_5m"], "entities": {"user_id": "u1"}}""");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.contentType()).isEqualTo("application/problem+json");
    assertThat(reply.at("/type").asText()).isEqualTo("urn:freshet:problem:unknown-feature");
    assertThat(reply.at("/title").asText()).isNotEmpty();
    assertThat(reply.at("/status").asInt()).isEqualTo(422);
    assertThat(reply.at("/detail").asText())
        .isEqualTo(
            "there is no feature or view \"user_activity:view_5m\", did you mean"
                + " \"user_activity:views_5m\"?");
    assertThat(reply.at("/nearest/user_activity:view_5m").asText())
        .isEqualTo("user_activity:views_5m");
    assertThat(reply.at("/valid").toString()).contains("\"item_stats\"");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not-json | {\"features\": [ | end-of-input",
        "not-json | features=user_activity | Unrecognized token",
        "not-json | `` | empty",
        "not-json | {} {} | more follows",
        "not-json | {\"as_of\": null, \"as_of\": null} | Duplicate",
        "not-json | {\"features\": [\"\u0001\"]} | Illegal",
        "not-json | {\"entities\": {\"user_id\": NaN}} | column 29: NaN is no number in JSON",
        "not-json | {\"entities\": {\"user_id\": -Infinity}} | -Infinity is no number in JSON",
        "not-json | {\"entities\": {\"user_id\": +1}} | does not allow numbers to have plus signs",
        "not-json | // nothing | there are no comments in JSON",
        "wrong-type | [] | the body is a list",
        "wrong-type | \"homepage\" | the body is a string",
        "wrong-type | {\"features\": \"user_activity\", \"entities\": {}} | \"features\" is a string",
        "wrong-type | {\"features\": [1], \"entities\": {}} | \"features\"[0] is 1",
        "wrong-type | {\"feature_service\": [\"homepage\"]} | \"feature_service\" is a list",
        "wrong-type | {\"features\": [\"item_stats\"], \"entities\": []} | \"entities\" is a list",
        "wrong-type | {\"features\": [\"item_stats\"], \"as_of\": 12} | \"as_of\" is 12",
        "not-an-instant | {\"features\": [\"item_stats\"], \"as_of\": \"tomorrow\"} | RFC 3339",
        "not-an-instant | {\"features\": [\"item_stats\"], \"as_of\": \"2199-01-01T00:00:00\"} | offset",
        "not-an-instant | {\"features\": [\"item_stats\"], \"as_of\": \"99999999999999\"} | RFC 3339",
        "unknown-member | {\"feature\": [\"item_stats\"]} | did you mean \"features\"?",
        "no-features | {\"entities\": {\"user_id\": \"u1\"}} | neither",
        "no-features | {\"features\": [], \"entities\": {\"user_id\": \"u1\"}} | neither",
        "two-selections | {\"feature_service\": \"user\", \"features\": [\"item_stats\"]} | both",
        "unknown-service | {\"feature_service\": \"homepag\", \"entities\": {}} | did you mean \"homepage\"?",
        "unknown-feature | {\"features\": [\"user_activity.views_5m\"]} | did you mean \"user_activity:views_5m\"?",
        "missing-join-key | {\"features\": [\"affinity\"], \"entities\": {\"user_id\": \"u1\"}} | \"item_id\"",
        "missing-join-key | {\"features\": [\"affinity\"]} | \"user_id\", \"item_id\"",
        "unneeded-join-key | {\"features\": [\"item_stats\"], \"entities\": {\"item_id\": 1, \"user_id\": \"u1\"}} | \"user_id\"",
        "unneeded-join-key | {\"features\": [\"trends\"], \"entities\": {\"user_id\": \"u1\"}} | they are of no entities: leave it out",
        "unequal-lengths | {\"features\": [\"affinity\"], \"entities\": {\"user_id\": [\"a\", \"b\"], \"item_id\": [1]}} | {user_id=2, item_id=1}",
        "wrong-join-key-value | {\"features\": [\"item_stats\"], \"entities\": {\"item_id\": [1, \"x7\"]}} | item_id[1] is \"x7\"",
        "wrong-join-key-value | {\"features\": [\"item_stats\"], \"entities\": {\"item_id\": 7.0}} | item_id is 7.0",
        "wrong-join-key-value | {\"features\": [\"item_stats\"], \"entities\": {\"item_id\": 9223372036854775808}} | 64 bits",
        "wrong-join-key-value | {\"features\": [\"item_stats\"], \"entities\": {\"item_id\": null}} | item_id is null",
        "wrong-join-key-value | {\"features\": [\"item_stats\"], \"entities\": {\"item_id\": {\"a\": 1}}} | an object",
        "wrong-join-key-value | {\"features\": [\"user_session\"], \"entities\": {\"user_id\": true}} | user_id is true",
        "wrong-join-key-value | {\"features\": [\"user_session\"], \"entities\": {\"user_id\": 1.5}} | user_id is 1.5",
        "wrong-join-key-value | {\"features\": [\"user_session\"], \"entities\": {\"user_id\": \"\\ud800\"}} | whole characters",
        "too-many-features | {\"features\": [\"user_activity\", \"user_activity\"]} | 20 features",
      })
  void answersWithAProblem(String kind, String body, String detail) throws Exception {
    Reply reply = client.features(body == null ? "" : body);

    assertThat(reply.at("/type").asText())
        .as(reply.body())
        .isEqualTo("urn:freshet:problem:" + kind);
    assertThat(reply.at("/detail").asText())
        .contains(detail)
        .doesNotContain("Feature", "StreamRead", "`");
    assertThat(reply.contentType()).isEqualTo("application/problem+json");
    assertThat(reply.status()).isEqualTo(kind.equals("not-json") ? 400 : 422);
    assertThat(reply.at("/status").asInt()).isEqualTo(reply.status());
  }

  @Test
  void namesTheLimitOfRows() throws Exception {
    String keys = String.join(",", Collections.nCopies(21, "1"));

    Reply reply =
        client.features(
            "{\"features\": [\"item_stats\"], \"entities\": {\"item_id\": [" + keys + "]}}");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.at("/type").asText()).isEqualTo("urn:freshet:problem:too-many-rows");
    assertThat(reply.at("/limit").asInt()).isEqualTo(20);
  }

  @Test
  void namesTheLimitOfBytes() throws Exception {
    for (int size : new int[] {4097, 10_000_000}) {
      Reply reply = client.features(" ".repeat(size));

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.contentType()).isEqualTo("application/problem+json");
      assertThat(reply.at("/limit").asInt()).isEqualTo(4096);
    }
    assertThat(client.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void knowsTheWayToOtherPaths() throws Exception {
    Reply reply = client.features("{}");
    assertThat(reply.status()).isEqualTo(422);

    reply = client.post("/v1/feature", "{}");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.contentType()).isEqualTo("application/problem+json");
    assertThat(reply.at("/nearest").asText()).isEqualTo("/v1/features");
    assertThat(reply.at("/valid").toString()).contains("/get-online-features");
  }

  @Test
  void namesTheMethodThatAPathTakes() throws Exception {
    Reply reply = client.get("/v1/features");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.response().headers().firstValue("Allow")).contains("POST");
    assertThat(reply.at("/detail").asText()).isEqualTo("/v1/features takes POST, and not GET");

    assertThat(client.post("/health/live", "").status()).isEqualTo(405);
    assertThat(client.send("DELETE", "/get-online-features").status()).isEqualTo(405);
    assertThat(client.send("HEAD", "/health/live").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "400, not-http, GARBAGE",
    "400, not-http, POST /v1/features HTTP/1.1;Content-Length: many",
    "414, path-too-long, GET /LONG HTTP/1.1",
    "431, headers-too-large, GET /health/live HTTP/1.1;X: LONG",
  })
  void saysWhatIsWrongWithAHeadThatCannotBeRead(int status, String kind, String head)
      throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shop.server().httpPort())) {
      socket.setSoTimeout(10_000);
      String sent = head.replace("LONG", "x".repeat(20_000)).replace(";", "\r\n") + "\r\n\r\n";
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
      String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(reply)
          .contains(" " + status + " ")
          .contains("application/problem+json")
          .contains("\"type\":\"urn:freshet:problem:" + kind + "\"")
          .contains("\"status\":" + status);
    }
  }

  @Test
  void neverBlamesItselfForWhatItIsSent() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] parts = {
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"features\"",
      "\"entities\"",
      "\"as_of\"",
      "\"user_id\"",
      "\"item_id\"",
      "\"user_activity\"",
      "\"item_stats\"",
      "\"feature_service\"",
      "\"user\"",
      "1",
      "-1.5e300",
      "1e999",
      "null",
      "true",
      "\"2199-01-01T00:00:00Z\"",
      "\"\\ud83d\"",
      " ",
    };
    for (int i = 0; i < 2000; i++) {
      StringBuilder body = new StringBuilder();
      for (int n = random.nextInt(24); n >= 0; n--) {
        body.append(parts[random.nextInt(parts.length)]);
      }
      String path = random.nextBoolean() ? "/v1/features" : "/get-online-features";
      Reply reply = client.post(path, body.toString());
      assertThat(reply.status()).as("seed %d, %s %s", seed, path, body).isLessThan(500);
    }
  }
}
