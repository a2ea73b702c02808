package dev.freshet.pipelines.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.pipelines.archive.ArchivedEvent;
import dev.freshet.pipelines.archive.Origin;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What needs no broker: nothing here is refused. */
class RouteFunctionTest {

  private static final String NO_BROKER = "127.0.0.1:1";
  private static final String CLICKS = "shop.clicks";
  private static final String RECORDS = "freshet_records";
  private static final String UNKEYED = "outcome=\"unkeyed\"";

  @Test
  void anEventGoesToEveryEntityWhoseJoinKeysItHas() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(CLICKS, click("\"u:1\"", "-7"));

      assertThat(route.routed("user")).extracting(RoutedEvent::key).containsExactly("u%3A1");
      assertThat(route.routed("item")).extracting(RoutedEvent::key).containsExactly("-7");
      assertThat(route.routed("user_item"))
          .extracting(RoutedEvent::key)
          .containsExactly("u%3A1:-7");
      assertThat(route.routed("idle")).isEmpty();
      assertThat(route.main()).isEmpty();
    }
  }

  @Test
  void itCountsAtTheFirstEntityInTheOrderOfDefinitionWhoseJoinKeysItHas() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(CLICKS, click("\"u1\"", "7"));
      assertThat(route.routed("item")).extracting(RoutedEvent::primary).containsExactly(true);
      assertThat(route.routed("user")).extracting(RoutedEvent::primary).containsExactly(false);
      assertThat(route.routed("user_item")).extracting(RoutedEvent::primary).containsExactly(false);

      route.take(CLICKS, click("\"u1\"", "null"));
      assertThat(route.routed("item")).isEmpty();
      assertThat(route.routed("user")).extracting(RoutedEvent::primary).containsExactly(true);
      assertThat(route.routed("user_item")).isEmpty();
    }
  }

  @Test
  void whatIsArchivedKnowsWhereItCameFromAndIsWholeAtTheFirstEntity() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null, true)) {
      byte[] record = click("\"u1\"", "7").getBytes(UTF_8);
      route.take(new RawRecord(CLICKS, 2, 41, Long.MAX_VALUE / 2, record));

      Origin origin = new Origin(2, 41, Long.MAX_VALUE / 2, List.of());
      for (String entity : List.of("item", "user", "user_item")) {
        List<RoutedEvent> routed = route.routed(entity);
        assertThat(routed).extracting(RoutedEvent::origin).containsExactly(origin);
        if (entity.equals("item")) {
          assertThat(slots(routed)).startsWith("u1", 7L, 2.5, "n");
        } else {
          assertThat(slots(routed)).contains((Object) null);
        }
      }
      assertThat(route.archived()).isEmpty();
    }
  }

  @Test
  void anEventOfNoEntityIsArchivedFromHere() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null, true)) {
      route.take(CLICKS, "{\"ts\": 5, \"note\": \"n\"}");
      List<ArchivedEvent> archived = route.archived();
      assertThat(archived).extracting(ArchivedEvent::outcome).containsExactly("unkeyed");
      assertThat(archived.get(0).entity()).isEmpty();
      assertThat(archived.get(0).event().slots()).startsWith(null, null, null, "n");
      assertThat(archived.get(0).origin().partition()).isEqualTo(2);
    }
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(CLICKS, "{\"ts\": 5}");
      assertThat(route.archived()).isEmpty();
    }
  }

  @Test
  void whatIsReadInSeveralWaysGoesToTheArchiveAsItStood() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null, true)) {
      route.take("shop.pages", "{\"ts\": 5.50, \"user_id\": \"u\"}");
      route.take("shop.pages", "{\"ts\": \"1970-01-01T00:00:00Z\", \"user_id\": \"u\"}");
      assertThat(route.routed("user"))
          .extracting(routed -> routed.origin().verbatim())
          .containsExactly(List.of("5.50"), List.of("\"1970-01-01T00:00:00Z\""));
    }
  }

  @Test
  void anEntityGetsOnlyWhatItsFeaturesRead() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(CLICKS, click("\"u1\"", "7"));

      assertThat(slots(route.routed("user"))).containsExactly(null, null, 2.5, null, null);
      assertThat(slots(route.routed("item"))).containsOnlyNulls();
      assertThat(slots(route.routed("user_item"))).containsExactly(null, null, null, "n", null);
    }
  }

  @Test
  void anEventThatIsAheadOfItsRecordGoesWholeSinceFeaturesMayBeAddedBeforeItsTime()
      throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(new RawRecord(CLICKS, 0, 0, 4, click("\"u1\"", "7").getBytes(UTF_8)));

      assertThat(slots(route.routed("item")))
          .containsExactly("u1", 7L, 2.5, "n", Instant.ofEpochMilli(5));
    }
  }

  @Test
  void itKnowsWhoseSourceAnEventIs() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(CLICKS, click("\"u1\"", "7"));
      route.take("shop.pages", "{\"ts\": 5, \"user_id\": \"u1\", \"page\": \"p\"}");

      assertThat(route.routed("user")).extracting(RoutedEvent::source).containsExactly(0, 1);
      assertThat(route.routed("item")).hasSize(1);
    }
  }

  @Test
  void anEventOfNobodyIsCountedAsUnkeyed() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(CLICKS, click("null", "null"));
      route.take(CLICKS, click("5", "\"x\""));
      route.take("shop.pages", "{\"ts\": 5, \"page\": \"p\"}");

      assertThat(route.routed("user")).isEmpty();
      assertThat(route.routed("item")).isEmpty();
      assertThat(route.counted(RECORDS, "source=\"clicks\"", UNKEYED)).isEqualTo(2);
      assertThat(route.counted(RECORDS, "source=\"pages\"", UNKEYED)).isEqualTo(1);
      assertThat(route.counted(RECORDS, "dead_lettered")).isZero();
    }
  }

  @Test
  void fieldsOfAnotherTypeAreCountedEach() throws Exception {
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(CLICKS, "{\"ts\": 5, \"user_id\": \"u\", \"price\": \"2\", \"note\": 3}");
      route.take(CLICKS, "{\"ts\": 5, \"user_id\": \"u\", \"price\": true}");

      assertThat(route.counted("freshet_mistyped_fields", "field=\"price\"")).isEqualTo(2);
      assertThat(route.counted("freshet_mistyped_fields", "field=\"note\"")).isEqualTo(1);
      assertThat(route.counted("freshet_mistyped_fields", "field=\"user_id\"")).isZero();
      assertThat(route.routed("user")).hasSize(2);
    }
  }

  @Test
  void itCountsOnFromACheckpoint() throws Exception {
    OperatorSubtaskState checkpoint;
    try (RouteHarness route = new RouteHarness(NO_BROKER, null)) {
      route.take(CLICKS, click("null", "null"));
      route.take(CLICKS, "{\"ts\": 5, \"price\": true}");
      checkpoint = route.checkpoint();
      route.take(CLICKS, click("null", "null"));
    }
    try (RouteHarness route = new RouteHarness(NO_BROKER, checkpoint)) {
      route.take(CLICKS, click("null", "null"));

      assertThat(route.counted(RECORDS, "source=\"clicks\"", UNKEYED)).isEqualTo(3);
      assertThat(route.counted("freshet_mistyped_fields", "field=\"price\"")).isEqualTo(1);
    }
  }

  private static Object[] slots(List<RoutedEvent> routed) {
    assertThat(routed).hasSize(1);
    return routed.get(0).event().slots();
  }

  private static String click(String user, String item) {
    return """
        {"id": "c", "ts": 5, "user_id": %s, "item_id": %s, "price": 2.5, "note": "n"}"""
        .formatted(user, item);
  }
}
