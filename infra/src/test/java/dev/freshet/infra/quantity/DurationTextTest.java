package dev.freshet.infra.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @Test
  void readsAndWritesDurations() {
    assertThat(DurationText.parse("100ms")).isEqualTo(Duration.ofMillis(100));
    assertThat(DurationText.of(Duration.ofMillis(100))).isEqualTo("100ms");
  }

  @ParameterizedTest
  @CsvSource({"1ms, PT0.001S", "90s, PT90S", "5m, PT5M", "36h, PT36H", "7d, PT168H"})
  void knowsTheseUnits(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
    assertThat(DurationText.parse(DurationText.of(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "0s", "-1s", "1", "1.5s", "1 s", "1S", "1w", "1m1s"})
  void refusesAllElseAndSaysWhatIsRight(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("such as 100ms");
  }
}
