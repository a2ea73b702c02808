package dev.freshet.features.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopTest {

  @ParameterizedTest
  @CsvSource({
    "PT1S, 1000",
    "PT47S, 1000",
    "PT4M, 5000",
    "PT5M, 5000",
    "PT1H, 60000",
    "PT6H, 300000",
    "P1D, 1800000",
    "P7D, 10800000",
    "P30D, 43200000",
    "P48D, 86400000",
    "P90D, 86400000"
  })
  void aWindowHasTheLargestHopThatIsAtMostA48thOfIt(Duration window, long hop) {
    assertThat(Hop.of(window).millis()).isEqualTo(hop);
  }

  @Test
  void eachHopDividesTheNext() {
    Hop[] hops = Hop.values();
    for (int i = 1; i < hops.length; i++) {
      assertThat(hops[i].millis() % hops[i - 1].millis()).isZero();
    }
  }

  @Test
  void instantsBeforeTheEpochAreFlooredToo() {
    assertThat(Hop.MINUTE.floor(-1)).isEqualTo(-60_000);
  }
}
