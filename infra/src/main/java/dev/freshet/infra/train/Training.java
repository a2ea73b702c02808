package dev.freshet.infra.train;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.encoding.VectorEncoding;
import dev.freshet.infra.console.InputException;
import dev.freshet.infra.train.boost.Forest;
import dev.freshet.infra.train.boost.Growth;
import dev.freshet.infra.train.boost.Matrix;
import dev.freshet.infra.train.boost.Objective;
import dev.freshet.infra.train.metric.Auc;
import dev.freshet.infra.train.metric.Bootstrap;
import dev.freshet.infra.train.metric.Calibration;
import dev.freshet.infra.train.metric.Figure;
import dev.freshet.infra.train.metric.Interval;
import dev.freshet.infra.train.report.TrainingReport;
import dev.freshet.infra.train.report.TrainingReport.Baseline;
import dev.freshet.infra.train.report.TrainingReport.Calibrated;
import dev.freshet.infra.train.report.TrainingReport.Compared;
import dev.freshet.infra.train.report.TrainingReport.Measured;
import dev.freshet.infra.train.report.TrainingReport.OfFeature;
import dev.freshet.infra.train.report.TrainingReport.Slice;
import dev.freshet.infra.train.report.TrainingReport.Studied;
import dev.freshet.infra.train.slice.Sample;
import dev.freshet.infra.train.slice.Slices;
import dev.freshet.pipelines.examples.Examples;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The training of one model: on one slice, stopped by the next, measured on the latest. */
public final class Training {

  private static final int DRAWS = 200;
  private static final int BINS = 10;
  private static final int POINTS = 100;

  /** The share of rows in none of the slices that is worth a word. */
  private static final double MANY = 0.1;

  private final Task task;
  private final Examples examples;
  private final Watcher watcher;
  private final VectorEncoding encoding;
  private final Slices slices;
  private final Bootstrap bootstrap;
  private final List<String> notes = new ArrayList<>();

  private Training(Task task, Examples examples, Slices slices, Watcher watcher) {
    this.task = task;
    this.examples = examples;
    this.watcher = watcher;
    this.slices = slices;
    this.encoding = examples.service().encoding();
    this.bootstrap = new Bootstrap(slices.test().groups(), DRAWS, task.settings().seed());
  }

  /**
   * Trains a model.
   *
   * @throws InputException if the examples are not fit for it, with all reasons
   */
  public static Trained run(Task task, Examples examples, Watcher watcher) {
    refuse(Unfit.labels(task, examples));
    Slices slices = Slices.of(examples, task.cut());
    refuse(Unfit.slices(task, examples, slices));
    return new Training(task, examples, slices, watcher).run();
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  private Trained run() {
    Growth growth = new Growth(task.settings(), growing("growing trees"));
    try (Matrix train = matrix(slices.train());
        Matrix early = matrix(slices.early());
        Matrix test = matrix(slices.test());
        Forest forest = growth.grow(train, early)) {
      float[] scores = forest.scores(test);
      double[] gains = gains(forest);
      Map<String, Figure> figures = task.measures().of(slices.test(), scores);
      Rivals rivals = new Rivals(task, slices);
      Study study = study(gains, figures.get(task.measures().loss()));
      study
          .best()
          .ifPresent(
              best ->
                  rivals.add(new Baseline("best_feature", name(best.feature())), best.scores()));
      byte[] file =
          new Growth(task.settings(), growing("writing the model"))
              .file(train, forest.curve(), task.format(), encoding.columns());
      note(forest.curve());
      return new Trained(
          file,
          encoding.columns(),
          report(forest, scores, measured(figures, rivals), rivals, gains, study));
    }
  }

  private Matrix matrix(Sample sample) {
    return Matrix.of(sample, task.settings().objective(), new BitSet());
  }

  private IntConsumer growing(String what) {
    return trees -> watcher.at(what, (double) trees / task.settings().trees(), trees);
  }

  /** Of each feature. */
  private double[] gains(Forest forest) {
    double[] ofColumns = forest.gains(encoding.columns().size());
    double[] gains = new double[examples.service().features().size()];
    for (int column = 0; column < ofColumns.length; column++) {
      gains[encoding.feature(column)] += ofColumns[column];
    }
    return gains;
  }

  /** The most important features first, as long as there is time. */
  private Study study(double[] gains, Figure loss) {
    Study study = new Study(task, slices, encoding, bootstrap);
    long end = System.nanoTime() + task.study().toNanos();
    List<Integer> order =
        IntStream.range(0, gains.length)
            .boxed()
            .sorted(Comparator.comparingDouble(feature -> -gains[feature]))
            .toList();
    int done = 0;
    while (done < order.size() && System.nanoTime() < end) {
      int feature = order.get(done);
      double share = (double) done / order.size();
      String what = "studying " + name(feature);
      study.alone(feature, trees -> watcher.at(what, share, trees));
      study.without(feature, loss, trees -> watcher.at(what, share, trees));
      done++;
    }
    if (done < order.size()) {
      notes.add(
          task.study().isZero()
              ? "Features were not studied, as --quick asked."
              : "The time for studying features was over after %d of %d; --study gives more."
                  .formatted(done, order.size()));
    }
    return study;
  }

  private void note(Forest.Curve curve) {
    if (task.cut().horizon().isZero()) {
      notes.add(
          "No --horizon was given: slices follow each other without a gap. If a label is known only"
              + " some time after its row, training rows' labels reach into the next slice, and"
              + " figures may flatter.");
    }
    if (slices.leftOut() > MANY * examples.size()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d rows are in none of the slices: they lie in the gaps%s.",
              slices.leftOut(),
              examples.size(),
              task.subject().group().isEmpty()
                  ? " of the --horizon between them"
                  : " between them, or are of groups that a border cuts: see whether --group names rows that are near in time"));
    }
    if (curve.best() == task.settings().trees()) {
      notes.add("All trees that were allowed were used; more --trees may do better.");
    }
  }

  private TrainingReport report(
      Forest forest,
      float[] scores,
      List<Measured> figures,
      Rivals rivals,
      double[] gains,
      Study study) {
    Unproven.of(figures, List.of(task.measures().alone(), task.measures().loss()))
        .ifPresent(note -> notes.add(0, note));
    TooGood.of(figures, task.measures().alone(), name(greatest(gains)))
        .ifPresent(note -> notes.add(0, note));
    boolean isBinary = task.settings().objective() == Objective.BINARY;
    float[] labels = slices.test().labels();
    return new TrainingReport(
        task.subject(),
        examples.counts(),
        slices.leftOut(),
        task.cut(),
        List.of(
            slice("train", slices.train(), slices.train().from()),
            slice("early_stopping", slices.early(), slices.earlyFrom()),
            slice("test", slices.test(), slices.testFrom())),
        task.settings(),
        forest.curve(),
        figures,
        task.settings().objective() == Objective.RANKING
            ? Optional.empty()
            : Optional.of(calibrated(scores, rivals, isBinary)),
        isBinary ? new Auc(scores, labels).curve(POINTS) : List.of(),
        IntStream.range(0, gains.length).mapToObj(i -> feature(i, gains[i], study)).toList(),
        new Studied(task.measures().alone(), task.measures().loss()),
        notes);
  }

  private Calibrated calibrated(float[] scores, Rivals rivals, boolean isBinary) {
    float[] labels = slices.test().labels();
    Map<Baseline, Double> errors = new LinkedHashMap<>();
    rivals
        .foretold()
        .forEach(
            (baseline, values) ->
                errors.put(baseline, Calibration.of(values, labels, BINS, isBinary).error()));
    return new Calibrated(Calibration.of(scores, labels, BINS, isBinary), errors);
  }

  private static Slice slice(String name, Sample sample, long begins) {
    return new Slice(
        name,
        sample.size(),
        sample.groupCount(),
        begins,
        sample.from(),
        sample.to(),
        sample.labelMean());
  }

  private List<Measured> measured(Map<String, Figure> figures, Rivals rivals) {
    List<Measured> measured = new ArrayList<>();
    figures.forEach(
        (name, figure) -> {
          List<Compared> compared = new ArrayList<>();
          rivals
              .figures()
              .forEach(
                  (baseline, its) -> compared.add(compared(baseline, name, figure, its.get(name))));
          measured.add(
              new Measured(name, Measures.isMoreBetter(name), bootstrap.of(figure), compared));
        });
    return measured;
  }

  private Compared compared(Baseline baseline, String name, Figure model, Figure other) {
    Interval above = bootstrap.difference(model, other);
    return new Compared(
        baseline, bootstrap.of(other), Measures.isMoreBetter(name) ? above : above.negated());
  }

  private OfFeature feature(int number, double gain, Study study) {
    Feature feature = examples.service().features().get(number);
    return new OfFeature(
        feature.fullName(),
        IntStream.range(0, encoding.columns().size())
            .filter(column -> encoding.feature(column) == number)
            .mapToObj(encoding.columns()::get)
            .toList(),
        gain,
        (double) examples.telling()[number] / examples.size(),
        study.alone(number),
        study.lost(number));
  }

  private static int greatest(double[] gains) {
    return IntStream.range(0, gains.length)
        .reduce(0, (best, feature) -> gains[feature] > gains[best] ? feature : best);
  }

  private String name(int feature) {
    return examples.service().features().get(feature).fullName();
  }
}
