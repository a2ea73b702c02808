package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code POST /get-online-features}, as Feast's HTTP clients ask and read it. */
class FeastHttpIT {

  private static final String PATH = "/get-online-features";

  private static ServedShop shop;
  private static Client client;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open();
    client = shop.client();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void answersInColumnsJoinKeysFirst() throws Exception {
    Reply reply =
        client.post(
            PATH,
            """
            {"features": ["user_activity:views_5m", "user_activity:dearest"],
             "entities": {"user_id": ["u1", "u2", "nobody"]}}""");

    String never = "\"1970-01-01T00:00:00Z\"";
    String written = "\"" + Timestamps.format(shop.writtenAt()) + "\"";
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            ("{'metadata':{'feature_names':['user_id','views_5m','dearest']},'results':["
                    + "{'values':['u1','u2','nobody'],"
                    + "'statuses':['PRESENT','PRESENT','PRESENT'],"
                    + "'event_timestamps':[NEVER,NEVER,NEVER]},"
                    + "{'values':[2,1,0],"
                    + "'statuses':['PRESENT','PRESENT','NOT_FOUND'],"
                    + "'event_timestamps':[WRITTEN,WRITTEN,NEVER]},"
                    + "{'values':[40.0,null,null],"
                    + "'statuses':['PRESENT','NULL_VALUE','NOT_FOUND'],"
                    + "'event_timestamps':[WRITTEN,WRITTEN,NEVER]}]}")
                .replace('\'', '"')
                .replace("NEVER", never)
                .replace("WRITTEN", written));
  }

  @Test
  void namesColumnsInFullWhenAsked() throws Exception {
    Reply reply =
        client.post(
            PATH,
            """
            {"feature_service": "homepage", "features": [], "full_feature_names": true,
             "entities": {"item_id": [7], "user_id": ["u1"]}}""");

    assertThat(reply.at("/metadata/feature_names").toString())
        .startsWith("[\"item_id\",\"user_id\",\"user_activity__views_5m\"")
        .endsWith("\"item_stats__views_1h\",\"affinity__touches\"]");
  }

  @Test
  void refusesShortNamesThatAreTheSame() throws Exception {
    Reply reply =
        client.post(
            PATH,
            """
            {"features": ["user_activity:views_1h", "item_stats:views_1h"],
             "entities": {"item_id": [7], "user_id": ["u1"]}}""");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.at("/detail").asText()).contains("views_1h").contains("full_feature_names");
  }

  @Test
  void writesTimestampsInSecondsAndMapsAsObjects() throws Exception {
    Reply reply =
        client.post(
            PATH,
            """
            {"features": ["user_activity:last_seen", "user_activity:by_category"],
             "entities": {"user_id": ["u1"]}}""");

    assertThat(reply.at("/results/1/values/0").asLong())
        .isEqualTo((shop.writtenAt() - 40_000) / 1000);
    assertThat(reply.at("/results/2/values/0").toString()).isEqualTo("{\"hats\":1,\"shoes\":2}");
  }

  @Test
  void writesTimestampsOfMapsInSecondsToo() throws Exception {
    Reply reply =
        client.post(
            PATH,
            """
            {"features": ["item_neighbours:seen_in"], "entities": {"item_id": [7]}}""");

    assertThat(reply.at("/results/1/values/0/shoes").isIntegralNumber()).as(reply.body()).isTrue();
  }

  @Test
  void hasNoColumnOfAContextThatIsSentAmongTheEntities() throws Exception {
    Reply reply =
        client.post(
            PATH,
            """
            {"features": ["match:evening", "user_activity:views_5m"],
             "entities": {"hour": [20, 3], "user_id": ["u1", "u2"]}}""");

    assertThat(reply.at("/metadata/feature_names").toString())
        .isEqualTo("[\"user_id\",\"evening\",\"views_5m\"]");
    assertThat(reply.at("/results")).hasSize(3);
    assertThat(reply.at("/results/0/values").toString()).isEqualTo("[\"u1\",\"u2\"]");
    assertThat(reply.at("/results/1/values").toString()).isEqualTo("[true,false]");
    assertThat(reply.at("/results/2/values").toString()).isEqualTo("[2,1]");
  }

  @Test
  void aContextAloneHasARowForEachOfItsValues() throws Exception {
    Reply reply =
        client.post(
            PATH,
            """
            {"features": ["match:evening"], "entities": {"hour": [20, 3, null]}}""");

    assertThat(reply.at("/metadata/feature_names").toString()).isEqualTo("[\"evening\"]");
    assertThat(reply.at("/results/0/values").toString())
        .as(reply.body())
        .isEqualTo("[true,false,null]");
  }

  @Test
  void echoesKnownJoinKeysThatNoFeatureNeedsAndPassesOverUnknownMembers() throws Exception {
    Reply reply =
        client.post(
            PATH,
            """
            {"features": ["item_stats:views_1h"], "of_a_later_version": {"a": [1]},
             "entities": {"user_id": ["u1"], "item_id": ["7"]}}""");

    assertThat(reply.at("/metadata/feature_names").toString())
        .isEqualTo("[\"user_id\",\"item_id\",\"views_1h\"]");
    assertThat(reply.at("/results/1/values").toString()).isEqualTo("[7]");

    reply =
        client.post(
            PATH,
            """
            {"features": ["item_stats:views_1h"], "entities": {"itemid": [7], "item_id": [7]}}""");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.at("/detail").asText()).contains("did you mean \"item_id\"?");
  }
}
