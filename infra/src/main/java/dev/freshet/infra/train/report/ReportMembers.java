package dev.freshet.infra.train.report;

import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.train.boost.Settings;
import dev.freshet.infra.train.metric.Calibration;
import dev.freshet.infra.train.metric.Interval;
import dev.freshet.infra.train.report.TrainingReport.Calibrated;
import dev.freshet.infra.train.report.TrainingReport.Compared;
import dev.freshet.infra.train.report.TrainingReport.Measured;
import dev.freshet.infra.train.report.TrainingReport.OfFeature;
import dev.freshet.infra.train.report.TrainingReport.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as the members of a JSON object. */
public final class ReportMembers {

  private ReportMembers() {}

  /** The members; figures that say nothing are {@code null}. */
  public static Map<String, Object> of(TrainingReport report) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("model", report.subject().model());
    members.put("feature_service", report.subject().service());
    members.put("fingerprint", report.subject().fingerprint());
    members.put("objective", report.settings().objective().text());
    members.put("training_set", report.subject().trainingSet());
    members.put("label", report.subject().label());
    members.put("group", report.subject().group().orElse(null));
    members.put("rows", rows(report));
    members.put("horizon_ms", report.cut().horizon().toMillis());
    members.put("slices", report.slices().stream().map(ReportMembers::slice).toList());
    members.put("settings", settings(report));
    members.put("growth", growth(report));
    Map<String, Object> figures = new LinkedHashMap<>();
    report.figures().forEach(figure -> figures.put(figure.name(), measured(figure)));
    members.put("figures", figures);
    report.calibration().ifPresent(found -> members.put("calibration", calibration(found)));
    if (!report.curve().isEmpty()) {
      members.put(
          "roc",
          report.curve().stream().map(point -> List.of(point.zeros(), point.ones())).toList());
    }
    members.put("alone_by", report.studied().alone());
    members.put("lost_by", report.studied().loss());
    members.put("features", report.features().stream().map(ReportMembers::feature).toList());
    members.put("notes", report.notes());
    return members;
  }

  private static Map<String, Object> rows(TrainingReport report) {
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("read", report.counts().read());
    rows.put("unlabelled", report.counts().unlabelled());
    rows.put("ungrouped", report.counts().ungrouped());
    rows.put("in_gaps", report.leftOut());
    return rows;
  }

  private static Map<String, Object> slice(Slice slice) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("slice", slice.name());
    members.put("rows", slice.rows());
    members.put("groups", slice.groups());
    members.put("begins", Timestamps.format(slice.begins()));
    members.put("first", Timestamps.format(slice.from()));
    members.put("last", Timestamps.format(slice.to()));
    members.put("label_mean", number(slice.labelMean()));
    return members;
  }

  private static Map<String, Object> settings(TrainingReport report) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("seed", report.settings().seed());
    members.put("trees", report.settings().trees());
    members.put("depth", report.settings().depth());
    members.put("learning_rate", report.settings().learningRate());
    members.put("patience", report.settings().patience());
    members.put("rows_per_tree", Settings.ROWS_PER_TREE);
    return members;
  }

  private static Map<String, Object> growth(TrainingReport report) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("measure", report.settings().objective().measure());
    members.put("trees", report.growth().best());
    members.put("train", report.growth().train());
    members.put("early_stopping", report.growth().early());
    return members;
  }

  private static Map<String, Object> measured(Measured measured) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("better", measured.isMoreBetter() ? "higher" : "lower");
    members.put("model", interval(measured.model()));
    Map<String, Object> baselines = new LinkedHashMap<>();
    for (Compared compared : measured.baselines()) {
      Map<String, Object> baseline = interval(compared.value());
      if (!compared.baseline().of().isEmpty()) {
        baseline.put("of", compared.baseline().of());
      }
      baseline.put("gain", interval(compared.gain()));
      baselines.put(compared.baseline().kind(), baseline);
    }
    members.put("baselines", baselines);
    return members;
  }

  private static Map<String, Object> calibration(Calibrated calibrated) {
    Calibration calibration = calibrated.model();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", number(calibration.error()));
    Map<String, Object> baselines = new LinkedHashMap<>();
    calibrated
        .errors()
        .forEach(
            (baseline, error) -> {
              Map<String, Object> of = new LinkedHashMap<>();
              of.put("error", number(error));
              if (!baseline.of().isEmpty()) {
                of.put("of", baseline.of());
              }
              baselines.put(baseline.kind(), of);
            });
    members.put("baselines", baselines);
    members.put(
        "bins",
        calibration.bins().stream()
            .map(
                bin -> {
                  Map<String, Object> of = new LinkedHashMap<>();
                  of.put("rows", bin.rows());
                  of.put("scored", number(bin.scored()));
                  of.put("observed", interval(bin.observed()));
                  return of;
                })
            .toList());
    return members;
  }

  private static Map<String, Object> feature(OfFeature feature) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("feature", feature.name());
    members.put("columns", feature.columns());
    members.put("importance", number(feature.importance()));
    members.put("reach", number(feature.reach()));
    members.put("alone", feature.alone().map(ReportMembers::interval).orElse(null));
    members.put("lost", feature.lost().map(ReportMembers::interval).orElse(null));
    return members;
  }

  private static Map<String, Object> interval(Interval interval) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("value", number(interval.value()));
    members.put("low", number(interval.low()));
    members.put("high", number(interval.high()));
    return members;
  }

  private static Object number(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
