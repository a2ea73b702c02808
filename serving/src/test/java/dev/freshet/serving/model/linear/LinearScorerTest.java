package dev.freshet.serving.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinearScorerTest {

  private static final FeatureService SERVICE = FeatureService.of("home", List.of());
  private static final LinearScorer SCORER =
      new LinearScorer(
          new Model.Linear(
              "buy",
              SERVICE,
              Model.Link.LOGISTIC,
              -1.2,
              Map.of("a", 0.5, "c", -2.0),
              Map.of("c", 0.25)),
          List.of("a", "b", "c"));

  @Test
  void isAWeightedSumAndItsLink() {
    double raw = SCORER.raw(new double[][] {{4, 100, 1}})[0];

    assertThat(raw).isCloseTo(-1.2 + 0.5 * 4 - 2.0, within(1e-12));
    assertThat(SCORER.score(raw)).isCloseTo(1 / (1 + Math.exp(1.2)), within(1e-12));
  }

  @Test
  void whatIsMissingCountsAsDeclaredElseNothing() {
    assertThat(SCORER.raw(new double[][] {{Double.NaN, Double.NaN, Double.NaN}})[0])
        .isCloseTo(-1.2 - 2.0 * 0.25, within(1e-12));
  }

  @Test
  void contributionsAddUpToTheRawScore() {
    double[] row = {3, Double.POSITIVE_INFINITY, Double.NaN};

    double[] contributions = SCORER.contributions(row).orElseThrow();

    assertThat(contributions).containsExactly(1.5, 0, -0.5, -1.2);
    assertThat(Arrays.stream(contributions).sum())
        .isCloseTo(SCORER.raw(new double[][] {row})[0], within(1e-12));
  }
}
