package dev.freshet.pipelines.entity;

import static dev.freshet.pipelines.entity.Shop.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.row.RowFormat;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.Status;
import dev.freshet.pipelines.entity.UserHarness.Setup;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityOperatorTest {

  private static final long NOON = Instant.parse("2096-11-22T12:00:00Z").toEpochMilli();
  private static final Duration FRESHNESS = Duration.ofMillis(UserHarness.FRESHNESS);
  private static final Duration QUIET = Duration.ofSeconds(3);

  @Test
  void anEventIsInTheStoreOneFreshnessLater() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = Setup.of(shop).start(NOON)) {
      users.take(click("u1", NOON - 1, "a"));
      assertThat(shop.row("u1")).isEmpty();

      users.pass(FRESHNESS);

      assertThat(shop.read("u1", NOON, "clicks_5m", "clicks_1d").values()).containsExactly(1L, 1L);
      assertThat(shop.read("u1", NOON + 400_000, "clicks_5m", "clicks_1d").values())
          .containsExactly(0L, 1L);
      assertThat(shop.read("u2", NOON, "clicks_5m").statuses()).containsExactly(Status.NOT_FOUND);
    }
  }

  @Test
  void eventsOfOneFreshnessMakeOneRow() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = Setup.of(shop).start(NOON)) {
      for (int i = 0; i < 50; i++) {
        users.take(click("u1", NOON - i, "e" + i));
      }
      users.pass(FRESHNESS);

      assertThat(shop.store().drainJournal()).containsExactly("shop:user:u1");
      assertThat(shop.read("u1", NOON + 1, "clicks_5m").values()).containsExactly(50L);
    }
  }

  @Test
  void aBusyUsersRowIsNearAndFullOnceHeIsQuiet() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = Setup.of(shop).start(NOON)) {
      manyClicks(users, "u1");
      assertThat(version(shop, "u1").horizon()).isLessThan(RowVersion.ENDLESS);
      assertThat(version(shop, "u1").horizon()).isGreaterThan(NOON + 300_000);

      users.pass(QUIET);

      assertThat(version(shop, "u1").horizon()).isEqualTo(RowVersion.ENDLESS);
      shop.store().drainJournal();
      users.pass(QUIET);
      assertThat(shop.store().drainJournal()).isEmpty();
    }
  }

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
        assertThat(version(shop, "u1").lineage()).isEqualTo(7);
        assertThat(version(shop, "u1").folded()).isEqualTo(2);
        assertThat(version(shop, "u1").deployment()).isEqualTo(8);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRowThatWasNearWhenTheJobDiedIsFinishedAfterwards(boolean onHeap) throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      Setup setup = Setup.of(shop).onHeap(onHeap);
      UserHarness dying = setup.start(NOON);
      manyClicks(dying, "u1");
      OperatorSubtaskState checkpoint = dying.checkpoint();
      dying.crash();
      assertThat(version(shop, "u1").horizon()).isLessThan(RowVersion.ENDLESS);

      try (UserHarness users = setup.start(NOON + 60_000, checkpoint)) {
        users.pass(FRESHNESS);

        assertThat(version(shop, "u1").horizon()).isEqualTo(RowVersion.ENDLESS);
      }
    }
  }

  @Test
  void anOrderlyEndFinishesRows() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      UserHarness users = Setup.of(shop).start(NOON);
      manyClicks(users, "u1");
      users.take(click("u2", NOON - 1, "z"));

      users.close();

      assertThat(version(shop, "u1").horizon()).isEqualTo(RowVersion.ENDLESS);
      assertThat(shop.read("u2", NOON, "clicks_5m").values()).containsExactly(1L);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsCutIsContinuedInTimeThoughNoEventComes(boolean acrossARestart) throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      Setup setup = Setup.of(shop).budgetBytes(40);
      UserHarness users = setup.start(NOON);
      for (int i = 0; i < 200; i++) {
        users.take(click("u1", NOON - 1 - i * 400_000L, "e" + i, "i", i));
      }
      users.pass(QUIET);
      long horizon = version(shop, "u1").horizon();
      assertThat(horizon).isLessThan(RowVersion.ENDLESS);
      if (acrossARestart) {
        OperatorSubtaskState checkpoint = users.checkpoint();
        users.crash();
        users = setup.start(users.now(), checkpoint);
      }

      long lasts = horizon;
      for (int i = 0; i < 40; i++) {
        users.leap(Duration.ofMinutes(1));
        users.pass(FRESHNESS);
        assertThat(version(shop, "u1").horizon()).isGreaterThan(users.now());
        lasts = Math.max(lasts, version(shop, "u1").horizon());
      }

      assertThat(lasts).isGreaterThan(horizon);
      users.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stateAndTimersAreGoneOnceNobodyCanSeeThem(boolean onHeap) throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = Setup.of(shop).onHeap(onHeap).start(NOON)) {
      manyClicks(users, "u1");
      users.take(click("u2", NOON - 1, "z"));
      users.pass(QUIET);
      users.checkpoint();
      assertThat(users.timers()).isEqualTo(2);

      users.leap(Duration.ofDays(4));
      users.take(click("u2", users.now() - 1, "y"));
      users.pass(QUIET);
      users.leap(Duration.ofDays(5));
      users.checkpoint();
      assertThat(users.timers()).isEqualTo(1);

      users.leap(Duration.ofDays(5));
      users.checkpoint();
      assertThat(users.timers()).isZero();
      if (onHeap) {
        assertThat(users.states()).isZero();
      }
      users.take(click("u1", users.now() - 1, "x"));
      users.pass(FRESHNESS);
      assertThat(shop.read("u1", users.now(), "clicks_1d").values()).containsExactly(1L);
    }
  }

  @Test
  void lifetimeStateStaysWithoutATimer() throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME);
        UserHarness users = Setup.of(shop).start(NOON)) {
      users.take(click("u1", NOON - 1, "a"));
      users.pass(QUIET);
      users.checkpoint();

      assertThat(users.timers()).isZero();
      assertThat(users.states()).isEqualTo(1);
      assertThat(shop.row("u1").orElseThrow().keepUntil()).isEqualTo(Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStoreThatLostItsRowsGetsThemAgain(boolean onHeap) throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME);
        UserHarness users = Setup.of(shop).onHeap(onHeap).cacheBytes(10_000).start(NOON)) {
      for (int i = 0; i < 100; i++) {
        users.take(click("u" + i, NOON - 1, "e" + i));
        if (i == 50) {
          users.checkpoint();
        }
      }
      users.pass(QUIET);
      shop.store().wipe();

      users.pass(QUIET);

      for (int i = 0; i < 100; i++) {
        assertThat(shop.read("u" + i, users.now(), "all_clicks").values()).containsExactly(1L);
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
  void aCheckpointWaitsForAStoreThatIsAway() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = Setup.of(shop).start(NOON)) {
      users.take(click("u1", NOON - 1, "a"));
      shop.store().goAway();
      Thread back =
          new Thread(
              () -> {
                while (Thread.currentThread().isAlive() && !shop.store().isWaitedFor()) {
                  Thread.onSpinWait();
                }
                shop.store().comeBack();
              });
      back.start();

      users.checkpoint();

      back.join();
      assertThat(shop.read("u1", NOON, "clicks_5m").values()).containsExactly(1L);
    }
  }

  @Test
  void halvesOfAJobHaveEachTheirKeys() throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME)) {
      UserHarness whole = Setup.of(shop).start(NOON);
      for (int i = 0; i < 40; i++) {
        whole.take(click("u" + i, NOON - 1, "e" + i));
      }
      manyClicks(whole, "busy");
      OperatorSubtaskState checkpoint = whole.checkpoint();
      whole.crash();
      shop.store().wipe();

      for (int part = 0; part < 2; part++) {
        try (UserHarness half = Setup.of(shop).part(part, 2).start(NOON + 5_000, checkpoint)) {
          half.pass(QUIET);
        }
      }

      assertThat(shop.store().names()).filteredOn(name -> name.contains(":user:")).hasSize(41);
      assertThat(version(shop, "busy").horizon()).isEqualTo(RowVersion.ENDLESS);
      assertThat(version(shop, "busy").lineage()).isEqualTo(7);
    }
  }

  /** So many clicks, spread over so many tiles, that the whole row is more than the near part. */
  private static void manyClicks(UserHarness users, String user) throws Exception {
    long now = users.now();
    for (int i = 0; i < 200; i++) {
      users.take(click(user, now - 1 - i * 400_000L, user + i));
      if (i == 100) {
        users.pass(FRESHNESS);
      }
    }
    users.pass(FRESHNESS);
  }

  private static RowVersion version(Shop shop, String user) {
    byte[] row = shop.row(user).orElseThrow().value();
    return RowVersion.read(new ByteReader(row, RowFormat.VERSION_OFFSET, row.length));
  }
}
