package dev.freshet.pipelines.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.pipelines.archive.ArchivedEvent;
import dev.freshet.pipelines.archive.Arrival;
import dev.freshet.pipelines.archive.Origin;
import dev.freshet.pipelines.entity.UserHarness.Setup;
import dev.freshet.pipelines.route.RoutedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What the operator of an entity hands to the archive. */
class EntityArchiveTest {

  private static final long NOON = Instant.parse("2096-11-22T12:00:00Z").toEpochMilli();
  private static final Duration FRESHNESS = Duration.ofMillis(UserHarness.FRESHNESS);

  @Test
  void everyEventWithWhatBecameOfItAndAnArrivalForEachFolded() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = Setup.of(shop).archived(true).start(NOON)) {
      RoutedEvent first = click("u1", NOON - 1, "a", 0, true);
      users.take(first);
      users.take(click("u1", NOON - 1, "a", 1, true));
      users.take(click("u2", NOON - 40L * 86_400_000, "b", 2, true));
      users.take(click("u1", NOON - 2, "c", 3, true));

      List<ArchivedEvent> archived = users.output(ArchivedEvent.OUTPUT);
      assertThat(archived)
          .extracting(ArchivedEvent::outcome)
          .containsExactly("folded", "repeated", "too_late", "folded");
      assertThat(archived.get(0))
          .isEqualTo(
              new ArchivedEvent(0, first.event(), first.origin(), Optional.of("user"), "folded"));
      assertThat(users.output(Arrival.OUTPUT))
          .containsExactly(
              new Arrival("user", "u1", "clicks", "clicks", 3, 0, NOON - 1, 7, 7, 1),
              new Arrival("user", "u1", "clicks", "clicks", 3, 3, NOON - 2, 7, 7, 2));
      users.pass(FRESHNESS);
    }
  }

  @Test
  void whatIsCountedElsewhereOnlyArrivesHere() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = Setup.of(shop).archived(true).start(NOON)) {
      users.take(click("u1", NOON - 1, "a", 0, false));

      assertThat(users.output(ArchivedEvent.OUTPUT)).isEmpty();
      assertThat(users.output(Arrival.OUTPUT)).extracting(Arrival::folded).containsExactly(1L);
      users.pass(FRESHNESS);
    }
  }

  @Test
  void anArrivalsCountIsThatOfTheRowWhoeverFoldedBefore() throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME)) {
      OperatorSubtaskState checkpoint;
      try (UserHarness users = Setup.of(shop).archived(true).cacheBytes(1).start(NOON)) {
        users.take(click("u1", NOON - 1, "a", 0, true));
        users.take(click("u2", NOON - 1, "b", 1, true));
        users.take(click("u1", NOON - 2, "c", 2, true));
        checkpoint = users.checkpoint();
      }
      try (UserHarness users =
          Setup.of(shop).archived(true).deployment(8).start(NOON, checkpoint)) {
        users.take(click("u1", NOON - 3, "d", 3, true));
        users.pass(FRESHNESS);

        assertThat(users.output(Arrival.OUTPUT))
            .containsExactly(
                new Arrival("user", "u1", "clicks", "clicks", 3, 3, NOON - 3, 7, 8, 3));
        assertThat(shop.version("u1").lineage()).isEqualTo(7);
        assertThat(shop.version("u1").deployment()).isEqualTo(8);
        assertThat(shop.version("u1").folded()).isEqualTo(3);
      }
    }
  }

  @Test
  void withoutAnArchiveNothingIsHandedOver() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = Setup.of(shop).start(NOON)) {
      users.take(Shop.click("u1", NOON - 1, "a"));

      assertThat(users.output(ArchivedEvent.OUTPUT)).isEmpty();
      assertThat(users.output(Arrival.OUTPUT)).isEmpty();
      users.pass(FRESHNESS);
    }
  }

  private static RoutedEvent click(
      String user, long timestamp, String id, long offset, boolean primary) {
    RoutedEvent click = Shop.click(user, timestamp, id);
    Origin origin = new Origin(3, offset, NOON, List.of());
    return new RoutedEvent(click.key(), click.source(), primary, click.event(), origin);
  }
}
