package dev.freshet.pipelines.entity;

import static dev.freshet.pipelines.entity.Shop.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Source;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.fold.Reach;
import dev.freshet.pipelines.entity.UserHarness.Setup;
import dev.freshet.pipelines.route.RoutedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against a fold without cache, backend, wheel and restarts: a job that has hardly any cache, dies
 * now and then and starts again from its last checkpoint writes the same values.
 */
class RandomEntitiesTest {

  private static final long START = Instant.parse("2096-11-22T12:00:00Z").toEpochMilli();
  private static final String[] FEATURES = {
    "clicks_5m", "clicks_1h", "clicks_1d", "items", "all_clicks"
  };

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aJobThatDiesOftenWritesWhatOneThatNeverDoesWrites(boolean onHeap) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Shop shop = new Shop(Shop.LIFETIME)) {
      Setup setup =
          Setup.of(shop).onHeap(onHeap).cacheBytes(20_000).budgetBytes(1 + random.nextInt(2_000));
      List<RoutedEvent> taken = new ArrayList<>();
      List<RoutedEvent> sinceCheckpoint = new ArrayList<>();
      UserHarness users = setup.start(START);
      OperatorSubtaskState checkpoint = users.checkpoint();
      for (int i = 0; i < 1_500; i++) {
        RoutedEvent event = event(random, users.now(), i);
        users.take(event);
        taken.add(event);
        sinceCheckpoint.add(event);
        users.pass(Duration.ofMillis(random.nextInt(60)));
        int chance = random.nextInt(300);
        if (chance < 3) {
          checkpoint = users.checkpoint();
          sinceCheckpoint.clear();
        } else if (chance == 3) {
          long now = users.now() + random.nextInt(100_000);
          users.crash();
          users = setup.start(now, checkpoint);
          for (RoutedEvent again : sinceCheckpoint) {
            users.take(again);
          }
        } else if (chance == 4) {
          shop.store().wipe();
        }
      }
      users.pass(Duration.ofSeconds(3));

      compare(shop, taken, users.now(), seed);
      users.close();
    }
  }

  private static void compare(Shop shop, List<RoutedEvent> taken, long now, long seed) {
    Entity user = shop.repository().entity("user").orElseThrow();
    Source clicks = shop.repository().source("clicks").orElseThrow();
    EntityFold fold = EntityFold.of(shop.repository(), user);
    Map<String, EntityState> states = new HashMap<>();
    for (RoutedEvent event : taken) {
      EntityState state = states.computeIfAbsent(event.key(), key -> fold.create());
      fold.fold(state, clicks, event.event(), START, FoldMeter.NONE);
    }
    assertThat(states).as("seed %d", seed).hasSizeGreaterThan(50);
    states.forEach(
        (key, state) -> {
          byte[] row = fold.row(state, now, Reach.FULL, 1 << 20).encode(1, 1);
          for (long ahead : new long[] {0, 60_000, 299_000}) {
            assertThat(shop.read(key, now + ahead, FEATURES).values())
                .as("seed %d, %s %d ms ahead", seed, key, ahead)
                .isEqualTo(shop.read(row, now + ahead, FEATURES).values());
          }
        });
  }

  private static RoutedEvent event(Random random, long now, int i) {
    String user = "u" + (random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(100));
    long age = random.nextInt(4) == 0 ? random.nextInt(86_400_000) : random.nextInt(600_000);
    String id = "e" + (random.nextInt(10) == 0 ? random.nextInt(i + 1) : i);
    return click(user, now - age, id);
  }
}
