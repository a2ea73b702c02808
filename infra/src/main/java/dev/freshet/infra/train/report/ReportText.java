package dev.freshet.infra.train.report;

import dev.freshet.infra.train.metric.Interval;
import dev.freshet.infra.train.report.TrainingReport.Compared;
import dev.freshet.infra.train.report.TrainingReport.Measured;
import dev.freshet.infra.train.report.TrainingReport.Slice;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report in a few lines, for a terminal. */
public final class ReportText {

  private ReportText() {}

  /** The lines. */
  public static String of(TrainingReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d trees for %s, from %s rows%n",
            report.subject().model(),
            report.growth().best(),
            report.settings().objective().text(),
            report.slices().stream()
                .map(ReportText::slice)
                .collect(Collectors.joining(", then "))));
    for (Measured figure : report.figures()) {
      text.append("%-9s  %s%n".formatted(figure.name(), interval(figure.model())));
      for (Compared compared : figure.baselines()) {
        text.append(
            "better by  %s than %s, %s%n"
                .formatted(
                    interval(compared.gain()),
                    ReportPage.number(compared.value().value()),
                    name(compared.baseline())));
      }
    }
    return text.toString().stripTrailing();
  }

  private static String slice(Slice slice) {
    return String.format(Locale.ROOT, "%,d (%s)", slice.rows(), slice.name().replace('_', ' '));
  }

  private static String name(TrainingReport.Baseline baseline) {
    return switch (baseline.kind()) {
      case "prior" -> "the prior";
      case "column" -> baseline.of();
      default -> "the best feature, " + baseline.of();
    };
  }

  private static String interval(Interval interval) {
    return "%s [%s, %s]"
        .formatted(
            ReportPage.number(interval.value()),
            ReportPage.number(interval.low()),
            ReportPage.number(interval.high()));
  }
}
