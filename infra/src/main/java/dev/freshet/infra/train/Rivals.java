package dev.freshet.infra.train;

import dev.freshet.infra.train.boost.Objective;
import dev.freshet.infra.train.metric.Figure;
import dev.freshet.infra.train.metric.Isotonic;
import dev.freshet.infra.train.report.TrainingReport.Baseline;
import dev.freshet.infra.train.slice.Sample;
import dev.freshet.infra.train.slice.Slices;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a model is held against, each with its figures on the test slice. */
final class Rivals {

  private final Task task;
  private final Slices slices;
  private final Map<Baseline, Map<String, Figure>> figures = new LinkedHashMap<>();
  private final Map<Baseline, float[]> foretold = new LinkedHashMap<>();

  Rivals(Task task, Slices slices) {
    this.task = task;
    this.slices = slices;
    float[] prior = new float[slices.test().size()];
    Arrays.fill(
        prior,
        task.settings().objective() == Objective.RANKING ? 0 : (float) slices.train().labelMean());
    add(new Baseline("prior", ""), prior, prior);
    task.baseline().ifPresent(this::addColumn);
  }

  /** What the scores of another model say. */
  void add(Baseline baseline, float[] scores) {
    add(baseline, scores, scores);
  }

  Map<Baseline, Map<String, Figure>> figures() {
    return figures;
  }

  /** What each says of the rows of the test slice. */
  Map<Baseline, float[]> foretold() {
    return foretold;
  }

  private void add(Baseline baseline, float[] order, float[] values) {
    figures.put(baseline, task.measures().of(slices.test(), order, values));
    foretold.put(baseline, values);
  }

  /**
   * A column by itself: more of it ranks higher, and what it foretells is what the training slice
   * says of as much. Rows without it have its mean.
   */
  private void addColumn(String column) {
    float mean = mean(slices.train());
    float[] train = filled(slices.train(), mean);
    float[] test = filled(slices.test(), mean);
    Isotonic fitted = Isotonic.fit(train, slices.train().labels(), 1);
    float[] values = new float[test.length];
    for (int i = 0; i < test.length; i++) {
      values[i] = fitted.at(test[i]);
    }
    add(new Baseline("column", column), test, values);
  }

  /** 0 where no row has a number. */
  private static float mean(Sample sample) {
    double sum = 0;
    int count = 0;
    for (float number : sample.baseline()) {
      if (!Float.isNaN(number)) {
        sum += number;
        count++;
      }
    }
    return count == 0 ? 0 : (float) (sum / count);
  }

  private static float[] filled(Sample sample, float mean) {
    float[] filled = sample.baseline().clone();
    for (int i = 0; i < filled.length; i++) {
      filled[i] = Float.isNaN(filled[i]) ? mean : filled[i];
    }
    return filled;
  }
}
