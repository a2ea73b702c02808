package dev.freshet.infra.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpanTest {

  private static final Span TEN_SECONDS = new Span(100_000, 110_000);

  @Test
  void theLastEventIsNow() {
    assertThat(TEN_SECONDS.shiftTo(500_000, OptionalDouble.empty())).isEqualTo(390_000);
  }

  @Test
  void theShiftIsOfWholeSecondsAndNeverAhead() {
    assertThat(TEN_SECONDS.shiftTo(500_999, OptionalDouble.empty())).isEqualTo(390_000);
    assertThat(TEN_SECONDS.shiftTo(50_001, OptionalDouble.empty())).isEqualTo(-60_000);
  }

  @Test
  void atAPaceTheLastEventIsNowWhenItIsSent() {
    assertThat(TEN_SECONDS.shiftTo(500_000, OptionalDouble.of(1))).isEqualTo(400_000);
    assertThat(TEN_SECONDS.shiftTo(500_000, OptionalDouble.of(10))).isEqualTo(391_000);
  }

  @Test
  void atASlowerPaceThanTheirsNoEventIsAheadOfItsTime() {
    assertThat(TEN_SECONDS.shiftTo(500_000, OptionalDouble.of(0.5))).isEqualTo(390_000);
  }

  @Test
  void withoutATimeThereIsNothingToShift() {
    assertThat(Span.NONE.shiftTo(500_000, OptionalDouble.empty())).isZero();
  }
}
