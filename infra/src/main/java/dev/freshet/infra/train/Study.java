package dev.freshet.infra.train;

import dev.freshet.features.encoding.VectorEncoding;
import dev.freshet.infra.train.boost.Forest;
import dev.freshet.infra.train.boost.Growth;
import dev.freshet.infra.train.boost.Matrix;
import dev.freshet.infra.train.boost.Settings;
import dev.freshet.infra.train.metric.Bootstrap;
import dev.freshet.infra.train.metric.Figure;
import dev.freshet.infra.train.metric.Interval;
import dev.freshet.infra.train.slice.Sample;
import dev.freshet.infra.train.slice.Slices;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** What each feature is worth: models are grown that know nothing else, and that lack only it. */
final class Study {

  private final Task task;
  private final Slices slices;
  private final VectorEncoding encoding;
  private final Bootstrap bootstrap;
  private final Map<Integer, Interval> alone = new HashMap<>();
  private final Map<Integer, Interval> lost = new HashMap<>();
  private Optional<Best> best = Optional.empty();

  Study(Task task, Slices slices, VectorEncoding encoding, Bootstrap bootstrap) {
    this.task = task;
    this.slices = slices;
    this.encoding = encoding;
    this.bootstrap = bootstrap;
  }

  /**
   * The feature that is the best one alone, by the slice before the test slice.
   *
   * @param measured by that slice
   * @param scores of the test slice
   */
  record Best(int feature, double measured, float[] scores) {}

  /** Grows a small model that knows one feature only. */
  void alone(int feature, IntConsumer watcher) {
    Settings settings = task.settings().forOneFeature();
    BitSet others = columns(column -> encoding.feature(column) != feature);
    try (Matrix train = matrix(slices.train(), others);
        Matrix early = matrix(slices.early(), others);
        Matrix test = matrix(slices.test(), others);
        Forest forest = new Growth(settings, watcher).grow(train, early)) {
      float[] scores = forest.scores(test);
      Figure figure = task.measures().of(slices.test(), scores).get(task.measures().alone());
      alone.put(feature, bootstrap.of(figure));
      double measured = forest.curve().early().get(forest.curve().best() - 1);
      boolean isMoreBetter = settings.objective().isMoreBetter();
      if (best.isEmpty()
          || (isMoreBetter ? measured > best.get().measured() : measured < best.get().measured())) {
        best = Optional.of(new Best(feature, measured, scores));
      }
    }
  }

  /**
   * Grows a model that lacks one feature only.
   *
   * @param whole the loss of the one that lacks none
   */
  void without(int feature, Figure whole, IntConsumer watcher) {
    BitSet its = columns(column -> encoding.feature(column) == feature);
    try (Matrix train = matrix(slices.train(), its);
        Matrix early = matrix(slices.early(), its);
        Matrix test = matrix(slices.test(), its);
        Forest forest = new Growth(task.settings(), watcher).grow(train, early)) {
      String loss = task.measures().loss();
      Figure lacking = task.measures().of(slices.test(), forest.scores(test)).get(loss);
      lost.put(
          feature,
          Measures.isMoreBetter(loss)
              ? bootstrap.difference(whole, lacking)
              : bootstrap.difference(lacking, whole));
    }
  }

  /** How good a model is that knows nothing else. */
  Optional<Interval> alone(int feature) {
    return Optional.ofNullable(alone.get(feature));
  }

  /** How much worse a model without it is. */
  Optional<Interval> lost(int feature) {
    return Optional.ofNullable(lost.get(feature));
  }

  Optional<Best> best() {
    return best;
  }

  private BitSet columns(IntPredicate chosen) {
    BitSet columns = new BitSet();
    for (int column = 0; column < encoding.columns().size(); column++) {
      columns.set(column, chosen.test(column));
    }
    return columns;
  }

  private Matrix matrix(Sample sample, BitSet without) {
    return Matrix.of(sample, task.settings().objective(), without);
  }
}
