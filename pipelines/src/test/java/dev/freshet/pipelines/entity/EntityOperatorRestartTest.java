package dev.freshet.pipelines.entity;

import static dev.freshet.pipelines.entity.Shop.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.Status;
import dev.freshet.pipelines.entity.UserHarness.Setup;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator through deaths, restarts, changed definitions and other parallelism. */
class EntityOperatorRestartTest {

  private static final long NOON = Instant.parse("2096-11-22T12:00:00Z").toEpochMilli();
  private static final Duration FRESHNESS = Duration.ofMillis(UserHarness.FRESHNESS);
  private static final Duration QUIET = Duration.ofSeconds(3);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCheckpointHasWhatTheStoreHas(boolean onHeap) throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      Setup setup = Setup.of(shop).onHeap(onHeap);
      OperatorSubtaskState checkpoint;
      try (UserHarness users = setup.start(NOON)) {
        users.take(click("u1", NOON - 1, "a"));
        checkpoint = users.checkpoint();
        assertThat(shop.read("u1", NOON, "clicks_5m").values()).containsExactly(1L);
      }
      try (UserHarness users = setup.deployment(8).start(NOON + 10, checkpoint)) {
        users.take(click("u1", NOON - 1, "a"));
        users.take(click("u1", NOON - 2, "b"));
        users.pass(FRESHNESS);

        assertThat(shop.read("u1", NOON + 10, "clicks_5m").values()).containsExactly(2L);
        assertThat(shop.version("u1").lineage()).isEqualTo(7);
        assertThat(shop.version("u1").folded()).isEqualTo(2);
        assertThat(shop.version("u1").deployment()).isEqualTo(8);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRowThatWasNearWhenTheJobDiedIsFinishedAfterwards(boolean onHeap) throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      Setup setup = Setup.of(shop).onHeap(onHeap);
      UserHarness dying = setup.start(NOON);
      dying.takeMany("u1");
      OperatorSubtaskState checkpoint = dying.checkpoint();
      dying.crash();
      assertThat(shop.version("u1").horizon()).isLessThan(RowVersion.ENDLESS);

      try (UserHarness users = setup.start(NOON + 60_000, checkpoint)) {
        users.pass(FRESHNESS);

        assertThat(shop.version("u1").horizon()).isEqualTo(RowVersion.ENDLESS);
      }
    }
  }

  @Test
  void rowsLostWhileTheJobWasAwayComeBackEvenIfItDiesMeanwhile() throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME)) {
      UserHarness first = Setup.of(shop).start(NOON);
      for (int i = 0; i < 100; i++) {
        first.take(click("u" + i, NOON - 1, "e" + i));
      }
      first.pass(FRESHNESS);
      OperatorSubtaskState checkpoint = first.checkpoint();
      first.crash();
      shop.store().wipe();

      // It has just begun to write them again when it dies: the checkpoint still asks for all.
      UserHarness second = Setup.of(shop).start(NOON + 1_000, checkpoint);
      OperatorSubtaskState meanwhile = second.checkpoint();
      second.crash();
      shop.store().drainJournal();

      try (UserHarness third = Setup.of(shop).start(NOON + 2_000, meanwhile)) {
        third.pass(QUIET);
        assertThat(shop.store().names()).filteredOn(name -> name.contains(":user:")).hasSize(100);
        third.checkpoint();
        shop.store().drainJournal();
        third.pass(QUIET);
        assertThat(shop.store().drainJournal()).isEmpty();
      }
    }
  }

  @Test
  void rowsOfChangedDefinitionsAreWrittenOnceThoughNoEventComes() throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME);
        Shop changed = shop.changed(Shop.CHANGED)) {
      UserHarness before = Setup.of(shop).start(NOON);
      before.take(click("u1", NOON - 1, "a"));
      before.pass(QUIET);
      OperatorSubtaskState checkpoint = before.checkpoint();
      before.crash();
      String[] features = {"all_clicks", "spend_1h", "clicks_5m", "spend_lifetime"};
      assertThat(changed.read("u1", NOON, features).values()).containsExactly(1L, null, 1L, null);

      UserHarness after = Setup.of(changed).deployment(8).start(NOON + 5_000, checkpoint);
      after.pass(QUIET);
      assertThat(changed.read("u1", after.now(), features).values())
          .containsExactly(1L, 0.0, 1L, 0.0);
      assertThat(changed.read("u1", after.now(), features).statuses()).containsOnly(Status.PRESENT);
      after.take(click("u1", NOON - 1, "b", "i", 2.0));
      after.pass(FRESHNESS);
      assertThat(changed.read("u1", after.now(), features).values())
          .containsExactly(2L, 2.0, 2L, 2.0);
      after.pass(QUIET);
      checkpoint = after.checkpoint();
      after.crash();
      shop.store().drainJournal();

      try (UserHarness again = Setup.of(changed).start(after.now(), checkpoint)) {
        again.pass(QUIET);
        assertThat(shop.store().drainJournal()).isEmpty();
      }
    }
  }

  @Test
  void halvesOfAJobHaveEachTheirKeys() throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME)) {
      UserHarness whole = Setup.of(shop).start(NOON);
      for (int i = 0; i < 40; i++) {
        whole.take(click("u" + i, NOON - 1, "e" + i));
      }
      whole.takeMany("busy");
      OperatorSubtaskState checkpoint = whole.checkpoint();
      whole.crash();
      shop.store().wipe();

      for (int part = 0; part < 2; part++) {
        try (UserHarness half = Setup.of(shop).part(part, 2).start(NOON + 5_000, checkpoint)) {
          half.pass(QUIET);
        }
      }

      assertThat(shop.store().names()).filteredOn(name -> name.contains(":user:")).hasSize(41);
      assertThat(shop.version("busy").horizon()).isEqualTo(RowVersion.ENDLESS);
      assertThat(shop.version("busy").lineage()).isEqualTo(7);
    }
  }
}
