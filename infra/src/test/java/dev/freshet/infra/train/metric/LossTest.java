package dev.freshet.infra.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossTest {

  private static final int[] ONCE = {1, 1, 1};

  @Test
  void logLossIsWhatTheProbabilityOfWhatCameCosts() {
    Figure loss = Loss.log(new float[] {0.5f, 0.25f, 0.75f}, new float[] {1, 0, 1});
    assertThat(loss.under(ONCE))
        .isCloseTo(-(Math.log(0.5) + 2 * Math.log(0.75)) / 3, within(1e-12));
    assertThat(loss.under(new int[] {0, 2, 5})).isCloseTo(-Math.log(0.75), within(1e-12));
  }

  @Test
  void toBeSureAndWrongCostsMuchButNotEverything() {
    assertThat(Loss.log(new float[] {1}, new float[] {0}).under(new int[] {1}))
        .isCloseTo(-Math.log(1e-7), within(1e-6));
  }

  @Test
  void distancesOfNumbers() {
    float[] scores = {1, 2, 3};
    float[] labels = {1, 4, 7};
    assertThat(Loss.absolute(scores, labels).under(ONCE)).isEqualTo(2);
    assertThat(Loss.rootSquare(scores, labels).under(ONCE)).isEqualTo(Math.sqrt(20.0 / 3));
    assertThat(Loss.explained(scores, labels).under(ONCE)).isCloseTo(1 - 20.0 / 18, within(1e-12));
    assertThat(Loss.explained(labels, labels).under(ONCE)).isEqualTo(1);
  }
}
