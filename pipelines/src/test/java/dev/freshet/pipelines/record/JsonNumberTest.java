package dev.freshet.pipelines.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonNumberTest {

  @Test
  void roundsDown() {
    assertThat(JsonNumber.floor("1795348800000.9")).hasValue(1_795_348_800_000L);
    assertThat(JsonNumber.floor("-1.2")).hasValue(-2);
    assertThat(JsonNumber.floor("1e400")).isEmpty();
  }

  @Test
  void agreesWithBigDecimals() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      String text = number(random);
      BigDecimal floor = new BigDecimal(text).setScale(0, RoundingMode.FLOOR);
      OptionalLong expected =
          new BigDecimal(text).abs().toBigInteger().toString().length() > 18
              ? OptionalLong.empty()
              : OptionalLong.of(floor.longValueExact());
      assertThat(JsonNumber.floor(text)).as("seed %d: %s", seed, text).isEqualTo(expected);
    }
  }

  private static String number(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    text.append(random.nextInt(4) == 0 ? "0" : 1 + random.nextInt(9));
    if (!text.toString().endsWith("0")) {
      text.append(digits(random));
    }
    if (random.nextBoolean()) {
      text.append('.').append(random.nextInt(10)).append(digits(random));
    }
    if (random.nextBoolean()) {
      text.append(random.nextBoolean() ? 'e' : 'E')
          .append(new String[] {"", "+", "-"}[random.nextInt(3)])
          .append(random.nextInt(30));
    }
    return text.toString();
  }

  private static String digits(Random random) {
    StringBuilder digits = new StringBuilder();
    for (int n = random.nextInt(20); n > 0; n--) {
      digits.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
    }
    return digits.toString();
  }
}
