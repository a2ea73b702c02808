package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.features.fold.Reach;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.RowWriter;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.fixture.Shop;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/features}, over real HTTP and a real Redis. */
class FeaturesIT {

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
  void answersTheValuesOfAFeatureService() throws Exception {
    Reply reply =
        client.features(
            """
            {"feature_service": "homepage", "entities": {"user_id": "u1", "item_id": 7}}""");

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(value(reply, "user_activity:views_5m").asLong()).isEqualTo(2);
    assertThat(value(reply, "user_activity:spend_1d").asDouble()).isEqualTo(40.0);
    assertThat(value(reply, "user_activity:last_category").asText()).isEqualTo("shoes");
    assertThat(value(reply, "user_activity:last_seen").asText())
        .isEqualTo(Timestamps.format(shop.writtenAt() - 40_000));
    assertThat(value(reply, "user_activity:recent_items").toString()).isEqualTo("[7,8]");
    assertThat(value(reply, "user_activity:by_category").toString())
        .isEqualTo("{\"hats\":1,\"shoes\":2}");
    assertThat(value(reply, "item_stats:views_1h").asLong()).isEqualTo(1);
    assertThat(value(reply, "affinity:touches").asLong()).isEqualTo(2);
    assertThat(reply.at("/rows/0/entities").toString())
        .isEqualTo("{\"user_id\":\"u1\",\"item_id\":7}");
    assertThat(reply.at("/rows/0/updated/user").asText())
        .isEqualTo(Timestamps.format(shop.writtenAt()));
    assertThat(reply.at("/rows/0/versions/user_item").asText()).matches("[0-9a-f]{48}");
  }

  @Test
  void givesTheSingleValueToEveryRow() throws Exception {
    Reply reply =
        client.features(
            """
            {"features": ["affinity:touches", "item_stats"],
             "entities": {"user_id": ["u1", "u2", "u1"], "item_id": 8}}""");

    assertThat(reply.at("/features").toString())
        .isEqualTo("[\"affinity:touches\",\"item_stats:views_1h\"]");
    assertThat(reply.at("/rows")).hasSize(3);
    assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[1,2]");
    assertThat(reply.at("/rows/1/values").toString()).isEqualTo("[1,2]");
    assertThat(reply.at("/rows/2").toString()).isEqualTo(reply.at("/rows/0").toString());
  }

  @Test
  void answersForAnUnknownEntityAsWithNoEvent() throws Exception {
    Reply reply =
        client.features(
            """
            {"features": ["user_activity", "item_stats:views_1h"],
             "entities": {"user_id": "nobody", "item_id": 7}}""");

    assertThat(reply.at("/rows/0/values").toString())
        .isEqualTo("[0,0,0.0,null,null,null,[],{},{},null,1]");
    assertThat(reply.at("/rows/0/statuses/0").asText()).isEqualTo("NOT_FOUND");
    assertThat(reply.at("/rows/0/statuses/10").asText()).isEqualTo("PRESENT");
    assertThat(reply.at("/rows/0/updated").fieldNames())
        .toIterable()
        .as("only entities with a row have been updated")
        .containsExactly("item");
    assertThat(reply.at("/rows/0/versions").fieldNames()).toIterable().containsExactly("item");
  }

  @Test
  void tellsAKnownEntityWithoutAValueFromAnUnknownOne() throws Exception {
    Reply reply =
        client.features(
            """
            {"features": ["user_activity:dearest"], "entities": {"user_id": ["u2", "nobody"]}}""");

    assertThat(reply.at("/rows/0/values/0").isNull()).isTrue();
    assertThat(reply.at("/rows/0/statuses/0").asText()).isEqualTo("NULL_VALUE");
    assertThat(reply.at("/rows/1/values/0").isNull()).isTrue();
    assertThat(reply.at("/rows/1/statuses/0").asText()).isEqualTo("NOT_FOUND");
  }

  @Test
  void coercesJoinKeysToTheirTypes() throws Exception {
    Reply reply =
        client.features(
            """
            {"features": ["affinity:touches"],
             "entities": {"user_id": ["u1", 5], "item_id": ["7", 7]}}""");

    assertThat(reply.at("/rows/0/entities").toString())
        .isEqualTo("{\"user_id\":\"u1\",\"item_id\":7}");
    assertThat(reply.at("/rows/0/values/0").asLong()).isEqualTo(2);
    assertThat(reply.at("/rows/1/entities").toString())
        .isEqualTo("{\"user_id\":\"5\",\"item_id\":7}");
  }

  @Test
  void answersNoRowsWithNone() throws Exception {
    Reply reply =
        client.features(
            """
            {"features": ["item_stats:views_1h"], "entities": {"item_id": []}}""");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/rows")).isEmpty();
  }

  @Test
  void readsTheTimelinesAtALaterInstant() throws Exception {
    String request =
        """
        {"features": ["user_activity:views_5m", "user_activity:views_1h", "user_session:clicks"],
         "entities": {"user_id": "u1"}, "as_of": "%s"}""";
    long inTenMinutes = System.currentTimeMillis() + Duration.ofMinutes(10).toMillis();
    Reply reply = client.features(request.formatted(Timestamps.format(inTenMinutes)));
    assertThat(reply.at("/as_of").asText()).isEqualTo(Timestamps.format(inTenMinutes));
    assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[0,2,3]");

    long inTwoHours = System.currentTimeMillis() + Duration.ofHours(2).toMillis();
    reply = client.features(request.formatted(Timestamps.format(inTwoHours)));
    assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[0,0,0]");
    assertThat(reply.at("/rows/0/statuses/2").asText())
        .as("the view's ttl has passed")
        .isEqualTo("OUTSIDE_MAX_AGE");
  }

  @Test
  void takesAnInstantInAnyZone() throws Exception {
    Reply reply =
        client.features(
            """
            {"features": ["item_stats:views_1h"], "entities": {"item_id": 7},
             "as_of": "2199-01-01T02:00:00.5+02:00"}""");

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.at("/as_of").asText()).isEqualTo("2199-01-01T00:00:00.500Z");
  }

  @Test
  void refusesAnInstantThatHasPassed() throws Exception {
    Reply reply =
        client.features(
            """
            {"features": ["item_stats:views_1h"], "entities": {"item_id": 7},
             "as_of": "%s"}"""
                .formatted(Timestamps.format(System.currentTimeMillis() - 1000)));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.at("/type").asText()).isEqualTo("urn:freshet:problem:instant-passed");
    assertThat(reply.at("/now").asText()).isNotEmpty();
  }

  @Test
  void refusesAnInstantBeyondTheHorizonOfARowAndNamesIt() throws Exception {
    writeNear("far", shop.writtenAt());

    Reply reply =
        client.features(
            """
            {"features": ["user_activity:views_1h", "item_stats:views_1h"],
             "entities": {"user_id": ["u1", "far"], "item_id": 7}, "as_of": "%s"}"""
                .formatted(Timestamps.format(shop.writtenAt() + 1_800_000)));

    assertThat(reply.status()).as(reply.body()).isEqualTo(422);
    assertThat(reply.contentType()).isEqualTo("application/problem+json");
    assertThat(reply.at("/type").asText()).isEqualTo("urn:freshet:problem:beyond-horizon");
    assertThat(reply.at("/entity").asText()).isEqualTo("user");
    assertThat(reply.at("/join_keys").toString()).isEqualTo("{\"user_id\":\"far\"}");
    assertThat(reply.at("/row").asInt()).isEqualTo(1);
    assertThat(reply.at("/detail").asText()).contains(reply.at("/horizon").asText());
    long horizon = Timestamps.parse(reply.at("/horizon").asText()).orElseThrow();
    assertThat(horizon - shop.writtenAt()).isBetween(300_000L, 600_000L);
  }

  @Test
  void answersNothingPastAHorizonWithoutAnInstant() throws Exception {
    writeNear("left", shop.writtenAt() - Duration.ofMinutes(20).toMillis());

    Reply reply =
        client.features(
            """
            {"features": ["user_activity:views_1h", "user_activity:last_category"],
             "entities": {"user_id": "left"}}""");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[null,\"socks\"]");
    assertThat(reply.at("/rows/0/statuses").toString())
        .isEqualTo("[\"OUTSIDE_MAX_AGE\",\"PRESENT\"]");
  }

  /** A row that a busy job wrote, and never wrote again. */
  private static void writeNear(String user, long now) {
    RowWriter rows = new RowWriter(Shop.repository());
    for (int i = 0; i < 50; i++) {
      rows.fold(Shop.event(now - 60_000L * i - 1, user, null, "view", "socks", null));
    }
    shop.store().write(rows.rows(now, Reach.NEAR, 0));
  }

  private static JsonNode value(Reply reply, String feature) {
    for (int i = 0; i < reply.at("/features").size(); i++) {
      if (reply.at("/features/" + i).asText().equals(feature)) {
        assertThat(reply.at("/rows/0/statuses/" + i).asText()).isEqualTo("PRESENT");
        return reply.at("/rows/0/values/" + i);
      }
    }
    throw new AssertionError(feature + " is not in " + reply.at("/features"));
  }
}
