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
      users.takeMany("u1");
      assertThat(shop.version("u1").horizon()).isLessThan(RowVersion.ENDLESS);
      assertThat(shop.version("u1").horizon()).isGreaterThan(NOON + 300_000);

      users.pass(QUIET);

      assertThat(shop.version("u1").horizon()).isEqualTo(RowVersion.ENDLESS);
      shop.store().drainJournal();
      users.pass(QUIET);
      assertThat(shop.store().drainJournal()).isEmpty();
    }
  }

  @Test
  void anOrderlyEndFinishesRows() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED)) {
      UserHarness users = Setup.of(shop).start(NOON);
      users.takeMany("u1");
      users.take(click("u2", NOON - 1, "z"));

      users.close();

      assertThat(shop.version("u1").horizon()).isEqualTo(RowVersion.ENDLESS);
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
      long horizon = shop.version("u1").horizon();
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
        assertThat(shop.version("u1").horizon()).isGreaterThan(users.now());
        lasts = Math.max(lasts, shop.version("u1").horizon());
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
      users.takeMany("u1");
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
}
