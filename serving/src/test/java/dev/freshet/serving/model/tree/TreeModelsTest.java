package dev.freshet.serving.model.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.serving.fixture.Xgboost;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read out of the library's files, against the library itself. */
class TreeModelsTest {

  private static final int ROWS = 10_000;
  private static final int EXPLAINED = 50;

  @Test
  void aModelScoresAndExplainsARow() throws Exception {
    Booster booster = Xgboost.train(new Random(1), 20, Map.of("objective", "binary:logistic"));
    try (Scorer model = TreeModels.read(booster.toByteArray("json"))) {
      double[] row = new double[model.width()];

      double raw = model.raw(new double[][] {row})[0];

      assertThat(model.score(raw)).isBetween(0.0, 1.0);
      assertThat(Arrays.stream(model.contributions(row).orElseThrow()).sum())
          .isCloseTo(raw, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "binary:logistic",
        "binary:logitraw",
        "binary:hinge",
        "reg:logistic",
        "reg:squarederror",
        "reg:squaredlogerror",
        "reg:pseudohubererror",
        "reg:absoluteerror",
        "reg:gamma",
        "reg:tweedie",
        "count:poisson",
        "survival:cox",
        "rank:pairwise",
        "rank:ndcg",
        "rank:map"
      })
  void scoresAndContributionsAreThoseOfTheLibrary(String objective) throws Exception {
    agrees(2, 40, Map.of("objective", objective));
  }

  @Test
  void soAreThoseOfOneQuantile() throws Exception {
    agrees(3, 40, Map.of("objective", "reg:quantileerror", "quantile_alpha", "0.7"));
  }

  @ParameterizedTest
  @CsvSource({"hist, depthwise", "exact, depthwise", "approx, depthwise", "hist, lossguide"})
  void howTreesAreGrownMakesNoDifference(String method, String policy) throws Exception {
    agrees(
        4,
        60,
        Map.of(
            "objective",
            "binary:logistic",
            "tree_method",
            method,
            "grow_policy",
            policy,
            "max_leaves",
            40,
            "max_depth",
            policy.equals("lossguide") ? 0 : 7,
            "gamma",
            0.2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 14})
  void treesMayBeShallowOrDeep(int depth) throws Exception {
    agrees(5, 20, Map.of("objective", "reg:squarederror", "max_depth", depth, "lambda", 0));
  }

  @Test
  void dartIsScoredWithTheWeightsOfItsTrees() throws Exception {
    agrees(6, 40, Map.of("objective", "binary:logistic", "booster", "dart", "rate_drop", 0.3));
  }

  @Test
  void parallelTreesAddUp() throws Exception {
    agrees(7, 5, Map.of("objective", "reg:squarederror", "num_parallel_tree", 6, "subsample", 0.7));
  }

  @Test
  void aBaseScoreThatIsGivenCounts() throws Exception {
    agrees(8, 10, Map.of("objective", "binary:logistic", "base_score", 0.03));
    agrees(8, 10, Map.of("objective", "count:poisson", "base_score", 3.7));
    agrees(8, 10, Map.of("objective", "binary:logitraw", "base_score", 0.3));
  }

  @Test
  void aHundredTreesOfDepthSixAreWithin3e7() throws Exception {
    Random random = new Random(9);
    Booster booster =
        Xgboost.train(random, 100, Map.of("objective", "binary:logistic", "eta", 0.1));
    double[][] rows = Xgboost.rows(random, ROWS);
    float[][] scores = booster.predict(Xgboost.matrix(rows));
    Scorer model = TreeModels.read(booster.toByteArray("ubj"));
    double[] raw = model.raw(rows);
    for (int i = 0; i < ROWS; i++) {
      assertThat(model.score(raw[i])).isCloseTo(scores[i][0], within(3e-7));
    }
  }

  @Test
  void featureNamesAreRead() throws Exception {
    Booster booster = Xgboost.train(new Random(10), 2, Map.of("objective", "reg:squarederror"));
    assertThat(TreeModels.read(booster.toByteArray("ubj")).columns()).isEmpty();
    String[] names = new String[Xgboost.WIDTH];
    Arrays.setAll(names, i -> "view__feature" + i);
    booster.setFeatureNames(names);

    for (String format : new String[] {"json", "ubj"}) {
      assertThat(TreeModels.read(booster.toByteArray(format)).columns().orElseThrow())
          .containsExactly(names);
    }
  }

  /** Both formats, all of the library's answers. */
  private static void agrees(long seed, int rounds, Map<String, Object> settings)
      throws XGBoostError, UnusableModelException {
    Random random = new Random(seed);
    Booster booster = Xgboost.train(random, rounds, settings);
    double[][] rows = Xgboost.rows(random, ROWS);
    DMatrix matrix = Xgboost.matrix(rows);
    float[][] margins = booster.predict(matrix, true);
    float[][] scores = booster.predict(matrix);
    double[][] explained = Arrays.copyOf(rows, EXPLAINED);
    float[][] contributions = booster.predictContrib(Xgboost.matrix(explained), 0);
    assertThat(Arrays.stream(margins).mapToDouble(margin -> margin[0]).distinct().count())
        .as("different scores")
        .isGreaterThan(rounds == 1 ? 1 : 10);
    for (String format : new String[] {"json", "ubj"}) {
      Scorer model = TreeModels.read(booster.toByteArray(format));
      double[] raw = model.raw(rows);
      for (int i = 0; i < ROWS; i++) {
        String what = format + ", seed " + seed + ", row " + i;
        near(raw[i], margins[i][0], 1e-6, what);
        near(model.score(raw[i]), scores[i][0], 1e-6, what);
      }
      for (int i = 0; i < EXPLAINED; i++) {
        double[] parts = model.contributions(rows[i]).orElseThrow();
        assertThat(parts).hasSize(Xgboost.WIDTH + 1);
        for (int j = 0; j < parts.length; j++) {
          String what = format + ", seed " + seed + ", row " + i + ", contribution " + j;
          near(parts[j], contributions[i][j], 1e-5, what);
        }
        assertThat(Arrays.stream(parts).sum()).isCloseTo(raw[i], within(1e-9));
      }
    }
  }

  /** Floats have seven digits: what is above 1 is compared in relation. */
  private static void near(double ours, double theirs, double apart, String what) {
    if (!(Math.abs(ours - theirs) <= apart * Math.max(1, Math.abs(theirs)))) {
      assertThat(ours).as(what).isEqualTo(theirs);
    }
  }
}
