package dev.freshet.infra.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IsotonicTest {

  @Test
  void neighboursThatFallArePooled() {
    Isotonic fitted = Isotonic.fit(new float[] {1, 2, 3, 4}, new float[] {0, 1, 0, 1}, 0);
    assertThat(fitted.at(0)).isZero();
    assertThat(fitted.at(1)).isZero();
    assertThat(fitted.at(2)).isEqualTo(0.5f);
    assertThat(fitted.at(3.5f)).isEqualTo(0.5f);
    assertThat(fitted.at(9)).isEqualTo(1);
  }

  @Test
  void doubtDrawsStepsToTheMeanTheMoreTheFewerRowsTheyHave() {
    Isotonic fitted = Isotonic.fit(new float[] {1, 2, 2, 2}, new float[] {0, 1, 1, 1}, 1);
    assertThat(fitted.at(1)).isEqualTo(0.375f);
    assertThat(fitted.at(2)).isEqualTo(0.9375f);
  }

  /** The value at x is max over a ≤ x of min over b ≥ x of the mean of all between a and b. */
  @Test
  void itIsTheMaxOfMinsOfMeans() {
    for (int seed = 0; seed < 200; seed++) {
      RandomScores given = RandomScores.of(seed, 30);
      Isotonic fitted = Isotonic.fit(given.scores(), given.labels(), 0);
      for (float at : given.scores()) {
        assertThat((double) fitted.at(at))
            .as("seed %s at %s", seed, at)
            .isCloseTo(maxMin(given, at), within(1e-6));
      }
    }
  }

  private static double maxMin(RandomScores given, float at) {
    double max = Double.NEGATIVE_INFINITY;
    for (float from : given.scores()) {
      if (from <= at) {
        double min = Double.POSITIVE_INFINITY;
        for (float to : given.scores()) {
          min = to >= at ? Math.min(min, mean(given, from, to)) : min;
        }
        max = Math.max(max, min);
      }
    }
    return max;
  }

  private static double mean(RandomScores given, float from, float to) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < given.rows(); i++) {
      if (given.scores()[i] >= from && given.scores()[i] <= to) {
        sum += given.labels()[i];
        count++;
      }
    }
    return sum / count;
  }
}
