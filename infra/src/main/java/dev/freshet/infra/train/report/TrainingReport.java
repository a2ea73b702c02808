package dev.freshet.infra.train.report;

import dev.freshet.infra.train.boost.Forest;
import dev.freshet.infra.train.boost.Settings;
import dev.freshet.infra.train.metric.Auc;
import dev.freshet.infra.train.metric.Calibration;
import dev.freshet.infra.train.metric.Interval;
import dev.freshet.infra.train.slice.Cut;
import dev.freshet.pipelines.examples.Examples;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be known of a model that was trained. All figures are of the test slice, which neither
 * growing trees nor stopping has seen.
 *
 * @param counts of the rows that were read
 * @param leftOut rows that are in no slice
 * @param slices in time
 * @param figures how good the model is, and what it is held against
 * @param calibration of scores that mean something by themselves; empty where they do not
 * @param curve the ROC curve; empty where labels are not 0 or 1
 * @param features in the service's order
 * @param studied the figure by which features are told of
 * @param notes to be read with it
 */
public record TrainingReport(
    Subject subject,
    Examples.Counts counts,
    int leftOut,
    Cut cut,
    List<Slice> slices,
    Settings settings,
    Forest.Curve growth,
    List<Measured> figures,
    Optional<Calibrated> calibration,
    List<Auc.Point> curve,
    List<OfFeature> features,
    Studied studied,
    List<String> notes) {

  public TrainingReport {
    slices = List.copyOf(slices);
    figures = List.copyOf(figures);
    curve = List.copyOf(curve);
    features = List.copyOf(features);
    notes = List.copyOf(notes);
  }

  /** What was trained on what. */
  public record Subject(
      String model,
      String service,
      String fingerprint,
      String trainingSet,
      String label,
      Optional<String> group) {}

  /**
   * A slice of the examples.
   *
   * @param begins the instant it begins at, epoch milliseconds
   * @param from its earliest instant
   * @param to its latest
   */
  public record Slice(
      String name, int rows, int groups, long begins, long from, long to, double labelMean) {}

  /** A figure of the model, and of each thing that it is held against. */
  public record Measured(
      String name, boolean isMoreBetter, Interval model, List<Compared> baselines) {

    public Measured {
      baselines = List.copyOf(baselines);
    }
  }

  /**
   * What a model is held against.
   *
   * @param kind {@code prior}, {@code column} or {@code best_feature}
   * @param of the column or feature; empty for the prior
   */
  public record Baseline(String kind, String of) {}

  /**
   * A baseline's figure.
   *
   * @param gain by how much the model is better; below 0 where it is worse
   */
  public record Compared(Baseline baseline, Interval value, Interval gain) {}

  /**
   * Whether scores mean what they say.
   *
   * @param model of the model's scores
   * @param errors how far what each baseline foretells is from what came
   */
  public record Calibrated(Calibration model, Map<Baseline, Double> errors) {

    public Calibrated {
      errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }
  }

  /**
   * A feature of the service.
   *
   * @param importance the share of what all splits gained that is by its columns
   * @param reach the share of all rows where it says anything
   * @param alone the figure of a small model that knows nothing else
   * @param lost how much worse the loss is of a model without it
   */
  public record OfFeature(
      String name,
      List<String> columns,
      double importance,
      double reach,
      Optional<Interval> alone,
      Optional<Interval> lost) {

    public OfFeature {
      columns = List.copyOf(columns);
    }
  }

  /** By which figures features are told of: alone, and by the loss without them. */
  public record Studied(String alone, String loss) {}
}
