package dev.freshet.infra.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AucTest {

  private static final double EXACT = 1e-12;

  @Test
  void itIsHowOftenAOneIsAboveAZero() {
    Auc auc = new Auc(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, new float[] {0, 0, 1, 1});
    assertThat(auc.under(new int[] {1, 1, 1, 1})).isEqualTo(0.75);
    assertThat(auc.under(new int[] {1, 0, 1, 1})).isEqualTo(1);
  }

  @Test
  void itIsWhatPairsSay() {
    for (int seed = 0; seed < 300; seed++) {
      RandomScores given = RandomScores.of(seed, 60);
      Auc auc = new Auc(given.scores(), given.labels());
      for (int[] times : List.of(given.once(), given.times(seed))) {
        assertThat(auc.under(times))
            .as("seed %s", seed)
            .isCloseTo(byPairs(given, times), within(EXACT));
      }
    }
  }

  @Test
  void equalScoresSayNothing() {
    Auc auc = new Auc(new float[] {0f, -0f, 0f}, new float[] {0, 1, 1});
    assertThat(auc.under(new int[] {1, 1, 1})).isEqualTo(0.5);
  }

  @Test
  void oneClassHasNone() {
    assertThat(new Auc(new float[] {0, 1}, new float[] {1, 1}).under(new int[] {1, 1})).isNaN();
  }

  @Test
  void theAreaUnderTheWholeCurveIsIt() {
    for (int seed = 0; seed < 100; seed++) {
      RandomScores given = RandomScores.of(seed, 60);
      Auc auc = new Auc(given.scores(), given.labels());
      List<Auc.Point> curve = auc.curve(Integer.MAX_VALUE);
      double area = 0;
      for (int i = 1; i < curve.size(); i++) {
        Auc.Point left = curve.get(i - 1);
        Auc.Point right = curve.get(i);
        area += (right.zeros() - left.zeros()) * (right.ones() + left.ones()) / 2;
      }
      assertThat(area).as("seed %s", seed).isCloseTo(auc.under(given.once()), within(EXACT));
      assertThat(curve.get(curve.size() - 1)).isEqualTo(new Auc.Point(1, 1));
    }
  }

  @Test
  void aCurveOfFewPointsStillEndsInTheCorner() {
    RandomScores given = RandomScores.of(7, 5_000);
    List<Auc.Point> curve = new Auc(given.scores(), given.labels()).curve(10);
    assertThat(curve).hasSizeLessThanOrEqualTo(12).startsWith(new Auc.Point(0, 0));
    assertThat(curve.get(curve.size() - 1)).isEqualTo(new Auc.Point(1, 1));
  }

  private static double byPairs(RandomScores given, int[] times) {
    double won = 0;
    double pairs = 0;
    for (int one = 0; one < given.rows(); one++) {
      for (int zero = 0; zero < given.rows(); zero++) {
        if (given.labels()[one] == 1 && given.labels()[zero] == 0) {
          double weight = (double) times[one] * times[zero];
          int compared = Float.compare(given.scores()[one], given.scores()[zero]);
          won += weight * (compared > 0 ? 1 : compared == 0 ? 0.5 : 0);
          pairs += weight;
        }
      }
    }
    return won / pairs;
  }
}
