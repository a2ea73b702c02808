package dev.freshet.infra.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final int DRAWS = 400;

  @Test
  void theSameSeedGivesTheSameInterval() {
    RandomScores given = RandomScores.grouped(3, 500, 4);
    Auc auc = new Auc(given.scores(), given.labels());
    Interval first = new Bootstrap(given.groups(), DRAWS, 5).of(auc);
    assertThat(new Bootstrap(given.groups(), DRAWS, 5).of(auc)).isEqualTo(first);
    assertThat(new Bootstrap(given.groups(), DRAWS, 6).of(auc)).isNotEqualTo(first);
    assertThat(first.value()).isEqualTo(auc.under(given.once()));
    assertThat(first.low()).isLessThan(first.value());
    assertThat(first.high()).isGreaterThan(first.value());
  }

  /** DeLong's is another way to an interval of an area, by its variance. */
  @Test
  void anAreasIntervalIsAsWideAsDeLongs() {
    for (int seed = 1; seed < 6; seed++) {
      RandomScores given = scored(seed, 800);
      Interval found =
          new Bootstrap(given.groups(), DRAWS, seed).of(new Auc(given.scores(), given.labels()));
      double width = 2 * 1.96 * Math.sqrt(deLongVariance(given));
      assertThat(found.high() - found.low())
          .as("seed %s", seed)
          .isCloseTo(width, within(0.2 * width));
    }
  }

  @Test
  void aMeansIntervalIsAsWideAsTheNormalOne() {
    Random random = new Random(4);
    double[] values = random.doubles(1_000).toArray();
    int[] groups = new int[values.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = i;
    }
    Interval found = new Bootstrap(groups, DRAWS, 1).of(new Mean(values));
    double width = 2 * 1.96 * Math.sqrt(1 / 12.0 / values.length);
    assertThat(found.high() - found.low()).isCloseTo(width, within(0.15 * width));
  }

  /** Ten rows that always agree are worth one. */
  @Test
  void rowsOfAGroupComeTogether() {
    Random random = new Random(9);
    double[] values = new double[2_000];
    int[] groups = new int[values.length];
    int[] alone = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 10 == 0 ? random.nextDouble() : values[i - 1];
      groups[i] = i / 10;
      alone[i] = i;
    }
    Interval together = new Bootstrap(groups, DRAWS, 1).of(new Mean(values));
    Interval apart = new Bootstrap(alone, DRAWS, 1).of(new Mean(values));
    assertThat((together.high() - together.low()) / (apart.high() - apart.low()))
        .isCloseTo(Math.sqrt(10), within(0.6));
  }

  @Test
  void aDifferenceOfTheSameRowsIsNarrow() {
    RandomScores given = scored(2, 800);
    Bootstrap bootstrap = new Bootstrap(given.groups(), DRAWS, 1);
    Auc auc = new Auc(given.scores(), given.labels());
    assertThat(bootstrap.difference(auc, auc)).isEqualTo(new Interval(0, 0, 0));
  }

  private static RandomScores scored(int seed, int rows) {
    Random random = new Random(seed);
    float[] scores = new float[rows];
    float[] labels = new float[rows];
    int[] groups = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = random.nextInt(4) == 0 ? 1 : 0;
      scores[i] = (float) (labels[i] + random.nextGaussian());
      groups[i] = i;
    }
    return new RandomScores(scores, labels, groups, groups);
  }

  private static double deLongVariance(RandomScores given) {
    double[] won = new double[given.rows()];
    int ones = 0;
    for (int i = 0; i < given.rows(); i++) {
      ones += given.labels()[i] > 0 ? 1 : 0;
    }
    int zeros = given.rows() - ones;
    for (int one = 0; one < given.rows(); one++) {
      for (int zero = 0; zero < given.rows(); zero++) {
        if (given.labels()[one] == 1 && given.labels()[zero] == 0) {
          double point =
              given.scores()[one] > given.scores()[zero]
                  ? 1
                  : given.scores()[one] == given.scores()[zero] ? 0.5 : 0;
          won[one] += point / zeros;
          won[zero] += point / ones;
        }
      }
    }
    return variance(won, given.labels(), 1) / ones + variance(won, given.labels(), 0) / zeros;
  }

  private static double variance(double[] values, float[] labels, int label) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (labels[i] == label) {
        sum += values[i];
        squares += values[i] * values[i];
        count++;
      }
    }
    return (squares - sum * sum / count) / (count - 1);
  }
}
