package dev.freshet.pipelines.entity;

import static dev.freshet.pipelines.entity.Shop.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.row.RowVersion;
import dev.freshet.pipelines.entity.UserHarness.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the operator left in savepoints once, in Flink's own wrapping: names of states, serializers,
 * timers, entries, heritage and counts. A savepoint is made by running with {@code
 * -Dfreshet.golden=write} where there is none; none is ever made again.
 */
class GoldenSavepointTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/savepoints");
  private static final Path NEWEST = FOLDER.resolve("1.savepoint");
  private static final long NOON = Instant.parse("2096-11-22T12:00:00Z").toEpochMilli();
  private static final int BUDGET_BYTES = 40;

  static List<Path> savepoints() throws Exception {
    if (Files.notExists(NEWEST) && "write".equals(System.getProperty("freshet.golden"))) {
      Files.createDirectories(FOLDER);
      OperatorSnapshotUtil.writeStateHandle(savepoint(), NEWEST.toString());
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thereIsOneOfTheNewestFormat() throws Exception {
    assertThat(savepoints()).contains(NEWEST);
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void aJobGoesOnFromIt(Path savepoint) throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME)) {
      OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(savepoint.toString());
      Setup setup = Setup.of(shop).budgetBytes(BUDGET_BYTES).deployment(9);
      try (UserHarness users = setup.start(NOON + 1_000, state)) {
        assertThat(users.states()).as("three states and a mark").isEqualTo(4);
        assertThat(users.timers()).isEqualTo(1);

        users.take(click("quiet", NOON - 1, "again"));
        users.take(click("quiet", NOON + 500, "new", "late", 1));
        users.pass(Duration.ofMillis(UserHarness.FRESHNESS));

        assertThat(shop.read("quiet", NOON + 1_000, "clicks_1h", "all_clicks", "items").values())
            .containsExactly(2L, 2L, List.of("late", "i1"));
        assertThat(shop.version("quiet")).isEqualTo(new RowVersion(7, 2, 9, RowVersion.ENDLESS));
        assertThat(shop.read("busy", NOON + 1_000, "clicks_1d", "all_clicks").values())
            .as("its row was unfinished")
            .containsExactly(200L, 200L);
        assertThat(users.counted("folded")).isEqualTo(402);
        assertThat(users.counted("repeated")).isEqualTo(1);
      }
    }
  }

  /** A quiet user, a busy one whose row is near, and one whose row is to be continued. */
  private static OperatorSubtaskState savepoint() throws Exception {
    try (Shop shop = new Shop(Shop.LIFETIME);
        UserHarness users =
            Setup.of(shop).budgetBytes(BUDGET_BYTES).start(NOON - Duration.ofHours(1).toMillis())) {
      for (int i = 0; i < 200; i++) {
        users.take(click("cut", users.now() - 1 - i * 400_000L, "c" + i));
      }
      users.leap(Duration.ofHours(1));
      users.take(click("quiet", NOON - 1, "again", "i1", 1));
      users.pass(Duration.ofSeconds(3));
      for (int i = 0; i < 200; i++) {
        users.take(click("busy", NOON - 1 - i * 60_000L, "b" + i));
      }
      OperatorSubtaskState savepoint = users.checkpoint();
      users.crash();
      return savepoint;
    }
  }
}
