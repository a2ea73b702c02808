package dev.freshet.pipelines.entity;

import static dev.freshet.pipelines.entity.Shop.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntityOperatorTest {

  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

  @Test
  void anEventIsInTheStoreOneFreshnessLater() throws Exception {
    try (Shop shop = new Shop(Shop.WINDOWED);
        UserHarness users = UserHarness.Setup.of(shop).start(NOON)) {
      users.take(click("u1", NOON - 1, "a"));
      assertThat(shop.row("u1")).isEmpty();

      users.pass(Duration.ofMillis(UserHarness.FRESHNESS));

      assertThat(shop.read("u1", NOON, "clicks_5m", "clicks_1d").values()).containsExactly(1L, 1L);
      assertThat(shop.read("u1", NOON + 400_000, "clicks_5m", "clicks_1d").values())
          .containsExactly(0L, 1L);
      assertThat(shop.read("u2", NOON, "clicks_5m").statuses()).containsExactly(Status.NOT_FOUND);
      assertThat(RowVersion.ENDLESS).isPositive();
    }
  }
}
