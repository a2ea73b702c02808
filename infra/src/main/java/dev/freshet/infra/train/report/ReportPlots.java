package dev.freshet.infra.train.report;

import dev.freshet.infra.page.Plot;
import dev.freshet.infra.page.Plot.At;
import dev.freshet.infra.page.Plot.Axis;
import dev.freshet.infra.train.metric.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plots of a report. */
final class ReportPlots {

  private static final String MODEL = "var(--accent)";
  private static final String OTHER = "var(--other)";
  private static final String FAINT = "var(--faint)";

  private ReportPlots() {}

  static String of(TrainingReport report) {
    StringBuilder plots = new StringBuilder();
    if (!report.curve().isEmpty()) {
      plots.append(roc(report));
    }
    report.calibration().ifPresent(found -> plots.append(calibration(found)));
    plots.append(growth(report));
    return plots.toString();
  }

  private static String roc(TrainingReport report) {
    Plot plot =
        new Plot(
            "ROC: of the rows from some score on, the share of all ones (up) against the share of all zeros; the dashed line is chance",
            new Axis("share of all zeros", 0, 1),
            new Axis("share of all ones", 0, 1));
    List<At> points =
        report.curve().stream().map(point -> new At(point.zeros(), point.ones())).toList();
    return plot.of(
        plot.line(List.of(new At(0, 0), new At(1, 1)), FAINT, true),
        plot.line(points, MODEL, false));
  }

  private static String calibration(TrainingReport.Calibrated calibrated) {
    Calibration calibration = calibrated.model();
    List<Calibration.Bin> bins = calibration.bins();
    List<Double> all =
        bins.stream()
            .flatMap(bin -> Stream.of(bin.scored(), bin.observed().low(), bin.observed().high()))
            .toList();
    Axis axis = Axis.over("mean score", all);
    Plot plot =
        new Plot(
            "Calibration: the mean label of rows of similar scores (up) against their mean score, with 95 %% intervals; on the dashed line scores mean what they say. The mean distance from it is %s; that of %s"
                .formatted(
                    ReportPage.number(calibration.error()),
                    calibrated.errors().entrySet().stream()
                        .map(
                            of ->
                                "%s is %s"
                                    .formatted(
                                        ReportPage.title(of.getKey()),
                                        ReportPage.number(of.getValue())))
                        .collect(Collectors.joining(", "))),
            axis,
            new Axis("mean label", axis.from(), axis.to()));
    List<At> points = bins.stream().map(bin -> at(bin, bin.observed().value())).toList();
    return plot.of(
        plot.line(
            List.of(new At(axis.from(), axis.from()), new At(axis.to(), axis.to())), FAINT, true),
        plot.bars(
            bins.stream().map(bin -> at(bin, bin.observed().low())).toList(),
            bins.stream().map(bin -> at(bin, bin.observed().high())).toList(),
            MODEL),
        plot.dots(points, bins.stream().map(bin -> bin.rows() + " rows").toList(), MODEL));
  }

  private static At at(Calibration.Bin bin, double observed) {
    return new At(bin.scored(), observed);
  }

  private static String growth(TrainingReport report) {
    List<Double> train = report.growth().train();
    List<Double> early = report.growth().early();
    Axis values = Axis.over("", Stream.concat(train.stream(), early.stream()).toList());
    int best = report.growth().best();
    Plot plot =
        new Plot(
            "Growth: %s on the training slice (dashed) and on the early-stopping slice, tree by tree; the first %d trees were kept (dot)"
                .formatted(report.settings().objective().measure(), best),
            new Axis("trees", 0, Math.max(2, train.size())),
            values);
    return plot.of(
        plot.line(points(train), OTHER, true),
        plot.line(points(early), MODEL, false),
        plot.dots(List.of(new At(best, early.get(best - 1))), List.of(best + " trees"), MODEL));
  }

  private static List<At> points(List<Double> curve) {
    List<At> points = new ArrayList<>();
    for (int i = 0; i < curve.size(); i++) {
      points.add(new At(i + 1, curve.get(i)));
    }
    return points;
  }
}
