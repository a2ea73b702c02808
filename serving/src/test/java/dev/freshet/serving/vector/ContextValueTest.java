package dev.freshet.serving.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.request.Column;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextValueTest {

  private static final BigInteger LARGE = BigInteger.TWO.pow(70);

  @Test
  void aDoubleIsAnyNumber() {
    assertThat(of(Scalar.DOUBLE, 3L)).isEqualTo(3.0);
    assertThat(of(Scalar.DOUBLE, 0.5)).isEqualTo(0.5);
    assertThat(of(Scalar.DOUBLE, LARGE)).isEqualTo(0x1p70);
    assertRefused(Scalar.DOUBLE, Double.POSITIVE_INFINITY, BigInteger.TEN.pow(400), "3", true);
  }

  @Test
  void anIntegerHas64BitsAndNoFraction() {
    assertThat(of(Scalar.INT64, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertRefused(Scalar.INT64, LARGE, 3.0, "3", true);
  }

  @Test
  void aTimestampIsRfc3339OrEpochMilliseconds() {
    Instant instant = Instant.parse("2026-11-22T12:00:00.123Z");
    assertThat(of(Scalar.TIMESTAMP, "2026-11-22T12:00:00.1239Z")).isEqualTo(instant);
    assertThat(of(Scalar.TIMESTAMP, instant.toEpochMilli())).isEqualTo(instant);
    assertThat(of(Scalar.TIMESTAMP, Long.toString(instant.toEpochMilli()))).isEqualTo(instant);
    assertThat(of(Scalar.TIMESTAMP, instant.toEpochMilli() + 0.5)).isEqualTo(instant);
    assertRefused(Scalar.TIMESTAMP, "2026-11-22", Long.MAX_VALUE, 1e300, Double.NaN, true, LARGE);
  }

  @Test
  void aTextHasWholeCharacters() {
    assertThat(of(Scalar.STRING, "\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    assertRefused(Scalar.STRING, "\ud83d", 3L, List.of("a"));
    assertThat(of(Scalar.STRING, Column.NULL)).isNull();
  }

  private static Object of(Scalar type, Object found) {
    return ContextValue.of(new ContextField("it", type), found);
  }

  private static void assertRefused(Scalar type, Object... others) {
    for (Object other : others) {
      assertThatThrownBy(() -> of(type, other))
          .as("%s", other)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("it is of type " + type.text());
    }
  }
}
