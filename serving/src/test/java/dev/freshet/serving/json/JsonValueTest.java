package dev.freshet.serving.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonValueTest {

  @Test
  void writesValuesOfEveryType() {
    assertThat(json(null)).isEqualTo("null");
    assertThat(json(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(json(40.0)).isEqualTo("40.0");
    assertThat(json(true)).isEqualTo("true");
    assertThat(json("a \"b\"\nü\uD83D\uDE00")).isEqualTo("\"a \\\"b\\\"\\nü\uD83D\uDE00\"");
    assertThat(json(Instant.ofEpochMilli(1))).isEqualTo("\"1970-01-01T00:00:00.001Z\"");
    assertThat(json(List.of(1L, 2L))).isEqualTo("[1,2]");
    assertThat(json(Map.of("a", 0.5))).isEqualTo("{\"a\":0.5}");
    assertThat(json(List.of())).isEqualTo("[]");
  }

  @Test
  void writesDoublesThatReadBackTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(json(value))).as("seed %d", seed).isEqualTo(value);
      }
    }
  }

  private static String json(Object value) {
    return new String(JsonText.of(out -> JsonValue.write(out, value)), StandardCharsets.UTF_8);
  }
}
