package dev.freshet.infra.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void binsAreOfAsManyRowsAndEqualScoresStayTogether() {
    float[] scores = {0.1f, 0.2f, 0.2f, 0.2f, 0.4f, 0.9f};
    float[] labels = {0, 0, 1, 1, 0, 1};
    Calibration calibration = Calibration.of(scores, labels, 3, true);
    assertThat(calibration.bins()).extracting(Calibration.Bin::rows).containsExactly(4, 2);
    assertThat(calibration.bins().get(0).scored()).isCloseTo(0.175, within(1e-6));
    assertThat(calibration.bins().get(0).observed().value()).isEqualTo(0.5);
  }

  @Test
  void everyRowIsInOneBin() {
    for (int seed = 0; seed < 100; seed++) {
      RandomScores given = RandomScores.of(seed, 80);
      Calibration calibration = Calibration.of(given.scores(), given.labels(), 10, true);
      assertThat(calibration.bins().stream().mapToInt(Calibration.Bin::rows).sum())
          .as("seed %s", seed)
          .isEqualTo(given.rows());
      assertThat(calibration.bins()).hasSizeLessThanOrEqualTo(10);
    }
  }

  @Test
  void scoresThatMeanWhatTheySayAreOnTheLine() {
    Random random = new Random(1);
    float[] scores = new float[20_000];
    float[] labels = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextFloat();
      labels[i] = random.nextFloat() < scores[i] ? 1 : 0;
    }
    Calibration right = Calibration.of(scores, labels, 10, true);
    assertThat(right.error()).isLessThan(0.01);
    assertThat(right.bins())
        .filteredOn(
            bin -> bin.observed().low() < bin.scored() && bin.scored() < bin.observed().high())
        .hasSizeGreaterThanOrEqualTo(8);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scores[i] / 2;
    }
    assertThat(Calibration.of(scores, labels, 10, true).error()).isCloseTo(0.25, within(0.02));
  }
}
