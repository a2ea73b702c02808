package dev.freshet.serving;

import static dev.freshet.serving.fixture.ProtoColumn.int64;
import static dev.freshet.serving.fixture.ProtoColumn.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.proto.RankResponse;
import dev.freshet.serving.proto.RecommendRequest;
import dev.freshet.serving.proto.ScoringServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recommendations over HTTP and gRPC. */
@Timeout(120)
class RecommendIT {

  private static final String REQUEST =
      """
      {"model": "buy", "entities": {"user_id": "u1"}, "from": ["trending", "trending_along"], "context": {"hour": 20}}""";

  private static ServedShop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open();
  }

  @AfterAll
  static void close() throws Exception {
    shop.close();
  }

  @Test
  void ranksTheUnionAndSaysWhereEachComesFrom() throws Exception {
    Reply found = post(REQUEST);
    Reply ranked =
        shop.client()
            .post(
                "/v1/rank",
                """
                {"model": "buy", "entities": {"user_id": "u1"}, "candidates": {"item_id": [7, 8]}, "context": {"hour": 20}}""");

    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(texts(found, "item_id")).isEqualTo(texts(ranked, "item_id")).hasSize(2);
    assertThat(texts(found, "score")).isEqualTo(texts(ranked, "score"));
    assertThat(texts(found, "rank")).containsExactly("1", "2");
    for (JsonNode item : found.at("/items")) {
      List<String> from = new ArrayList<>();
      item.get("from").forEach(name -> from.add(name.asText()));
      assertThat(from)
          .isEqualTo(
              item.get("item_id").asInt() == 7
                  ? List.of("trending", "trending_along")
                  : List.of("trending"));
    }
    assertThat(found.at("/model_version")).isEqualTo(ranked.at("/model_version"));
    assertThat(found.at("/degraded").isMissingNode()).isTrue();
  }

  @Test
  void leavesOutWhatIsExcludedAndKeepsTheLimit() throws Exception {
    Reply none =
        post(
            REQUEST.replace("\"from\"", "\"exclude\": [\"user_activity:recent_items\"], \"from\""));
    Reply one = post(REQUEST.replace("\"from\"", "\"limit\": 1, \"from\""));

    assertThat(none.at("/items")).isEmpty();
    assertThat(none.at("/excluded")).hasSize(2);
    assertThat(one.at("/items")).hasSize(1);
  }

  @Test
  void readsWhatTheRequestNamesWhereCandidatesAreForIt() throws Exception {
    Reply found =
        post(
            """
            {"model": "buy", "entities": {"user_id": "u2", "category": "shoes"}, "from": ["latest"], "context": {"hour": 3}}""");

    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(texts(found, "item_id")).containsExactly("7");
  }

  @Test
  void doesNotRecommendWhatTheRequestIsAbout() throws Exception {
    Reply found =
        post(
            """
            {"model": "buy", "entities": {"user_id": "u2", "item_id": "7"}, "from": ["trending"], "context": {"hour": 3}}""");

    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(texts(found, "item_id")).containsExactly("8");
  }

  @Test
  void leavesOutWhatIsNoId() throws Exception {
    Reply found =
        post(REQUEST.replace("\"trending\", \"trending_along\"", "\"nonsense\", \"trending\""));

    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(texts(found, "item_id")).hasSize(2);
  }

  @Test
  void isAnEmptyListWhereNobodyKnowsAnything() throws Exception {
    Reply found =
        post(
            REQUEST
                .replace("u1", "stranger")
                .replace("\"trending\", \"trending_along\"", "\"trending_along\""));

    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(found.at("/items")).isEmpty();
    assertThat(found.at("/as_of").asText()).isNotEmpty();
  }

  @Test
  void isTheSameOverGrpc() throws Exception {
    RankResponse response =
        ScoringServiceGrpc.newBlockingStub(shop.channel())
            .recommend(
                RecommendRequest.newBuilder()
                    .setModel("buy")
                    .putEntities("user_id", text("u1"))
                    .addFrom("trending")
                    .addFrom("trending_along")
                    .putContext("hour", int64(20))
                    .build());

    Reply http = post(REQUEST);
    assertThat(response.getItemsList())
        .extracting(item -> item.getCandidateMap().get("item_id"))
        .containsExactlyElementsOf(
            texts(http, "item_id").stream().map(id -> int64(Long.parseLong(id))).toList());
    assertThat(response.getItems(0).getScore()).isEqualTo(http.at("/items/0/score").asDouble());
    assertThat(response.getItems(0).getFromList()).first().isEqualTo("trending");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "buy"                          | "sell"                     | 422 | no model "sell"
          "from": ["trending", "trending_along"], | | 422 | "from" is not there
          ["trending", "trending_along"] | []                         | 422 | "from" is not there, or empty
          ["trending", "trending_along"] | "trending"                 | 422 | "from" is a string; send a list of names
          ["trending", "trending_along"] | ["trendin"]                | 422 | there are no such candidates; did you mean "trending"?
          ["trending", "trending_along"] | ["trending", "trending"]   | 422 | name each of them once
          ["trending", "trending_along"] | ["trending", "categories"] | 422 | candidates of item_id and category
          ["trending", "trending_along"] | ["latest"]                 | 422 | no "category" for "category_trends:latest"
          {"user_id": "u1"}              | {"user_id": ["u1"]}        | 422 | "user_id" is a list
          {"user_id": "u1"}              | {"user_id": "u1", "category": "shoes"} | 422 | has "category", which nothing asked for needs
          {"user_id": "u1"}              | {}                         | 422 | entities has no "user_id" for the model "buy"
          {"user_id": "u1"}              | {"user_id": "u1", "item_id": "seven"} | 422 | entities.item_id is "seven"; "item_id" is of type int64
          ["trending", "trending_along"] | ["categories"]             | 422 | candidates of category, which the model "buy" does not read; it takes candidates of user_id or item_id
          {"hour": 20}                   | {}                         | 422 | hour
          {"hour": 20}                   | {"hour": "late"}           | 422 | hour
          "context"                      | "limit": 0, "context"      | 422 | "limit" is 0; send a whole number from 1
          "context"                      | "exclude": ["recent"], "context" | 422 | "exclude" has "recent", which is not the full name of a feature
          "context"                      | "exclude": ["trends:item"], "context" | 422 | "exclude": there is no feature "trends:item", did you mean "trends:items_1h"?
          "context"                      | "candidates": {}, "context" | 422 | "candidates" is no member
          """)
  void aWrongRequestSaysWhatWouldBeRight(String from, String to, int status, String detail)
      throws Exception {
    assertThat(REQUEST).contains(from);
    Reply reply = post(REQUEST.replace(from, to == null ? "" : to));

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.at("/detail").asText()).contains(detail);
  }

  @Test
  void tellsNamesThatAreWrongFromNamesThatAreWrongTogether() throws Exception {
    for (String wrong : List.of("[\"trending\", \"trending\"]", "[\"trending\", \"categories\"]")) {
      Reply reply = post(REQUEST.replace("[\"trending\", \"trending_along\"]", wrong));
      assertThat(reply.at("/type").asText()).isEqualTo("urn:freshet:problem:wrong-from");
    }
    Reply unknown = post(REQUEST.replace("\"trending\",", "\"trendng\","));
    assertThat(unknown.at("/type").asText()).isEqualTo("urn:freshet:problem:unknown-candidates");
    assertThat(unknown.at("/nearest").asText()).isEqualTo("trending");
  }

  private static Reply post(String body) throws Exception {
    return shop.client().post("/v1/recommend", body);
  }

  private static List<String> texts(Reply reply, String member) {
    List<String> texts = new ArrayList<>();
    reply.at("/items").forEach(item -> texts.add(item.get(member).asText()));
    return texts;
  }
}
