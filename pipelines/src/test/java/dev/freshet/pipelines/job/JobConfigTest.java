package dev.freshet.pipelines.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobConfigTest {

  @Test
  void aParallelismIsAtMostTheNumberOfGroupsOfKeys() {
    assertThat(config(1).parallelism()).isEqualTo(1);
    assertThat(config(720).parallelism()).isEqualTo(720);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 721})
  void anyOtherIsRefused(int parallelism) {
    assertThatThrownBy(() -> config(parallelism))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a parallelism of %d is not possible; it is a number from 1 to 720", parallelism);
  }

  @Test
  void checkpointsAreASecondApartOrMore() {
    assertThat(config(1, Duration.ofSeconds(1)).checkpointInterval())
        .isEqualTo(Duration.ofSeconds(1));
    assertThatThrownBy(() -> config(1, Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("checkpoints every 999 ms are not possible; write 1s or more");
  }

  private static JobConfig config(int parallelism) {
    return config(parallelism, Duration.ofSeconds(5));
  }

  private static JobConfig config(int parallelism, Duration checkpointInterval) {
    return new JobConfig(
        "127.0.0.1:9092",
        "redis://127.0.0.1:6379",
        Path.of("state"),
        Optional.empty(),
        Optional.empty(),
        JobConfig.DEFAULT_FRESHNESS,
        JobConfig.DEFAULT_ROW_BUDGET_BYTES,
        parallelism,
        checkpointInterval,
        true,
        8081,
        9249);
  }
}
