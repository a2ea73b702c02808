package dev.freshet.infra.train.report;

import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.page.Html;
import dev.freshet.infra.train.metric.Interval;
import dev.freshet.infra.train.report.TrainingReport.Baseline;
import dev.freshet.infra.train.report.TrainingReport.Compared;
import dev.freshet.infra.train.report.TrainingReport.Measured;
import dev.freshet.infra.train.report.TrainingReport.OfFeature;
import dev.freshet.infra.train.report.TrainingReport.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A report as a page to be read in a browser; it needs nothing else. */
public final class ReportPage {

  private ReportPage() {}

  /** The page. */
  public static String of(TrainingReport report) {
    Html page = new Html("The model " + report.subject().model());
    page.add(
        "<p>Trained for <b>%s</b> on <code>%s</code> of <code>%s</code>, read by the feature service <code>%s</code>. Every figure is of the <b>test slice</b>: the latest rows, which neither growing trees nor stopping has seen. In brackets is where it lies at 95 %%, by resampling%s.</p>%n"
            .formatted(
                report.settings().objective().text(),
                Html.escape(report.subject().label()),
                Html.escape(report.subject().trainingSet()),
                Html.escape(report.subject().service()),
                report.subject().group().isPresent() ? " whole groups" : ""));
    report.notes().forEach(note -> page.add("<p class=\"note\">" + Html.escape(note) + "</p>\n"));
    page.add(figures(report));
    page.add("<h2>Plots</h2>\n<div class=\"plots\">\n" + ReportPlots.of(report) + "</div>\n");
    page.add(features(report));
    page.add(slices(report));
    return page.end();
  }

  private static String figures(TrainingReport report) {
    StringBuilder table =
        new StringBuilder("<h2>How good it is</h2>\n<div class=\"scroll\"><table>\n");
    table.append("<tr><th>figure<th>model");
    List<Compared> baselines = report.figures().get(0).baselines();
    baselines.forEach(compared -> table.append("<th>").append(title(compared.baseline())));
    table.append("</tr>\n");
    for (Measured figure : report.figures()) {
      table.append("<tr><td>%s<td><b>%s</b>".formatted(figure.name(), interval(figure.model())));
      for (Compared compared : figure.baselines()) {
        table.append(
            "<td>%s<br><span class=\"note\">model better by %s</span>"
                .formatted(interval(compared.value()), interval(compared.gain())));
      }
      table.append("</tr>\n");
    }
    table.append("</table></div>\n<ul class=\"note\">\n");
    report.figures().forEach(figure -> table.append(meaning(figure.name())));
    baselines.forEach(compared -> table.append(meaning(compared.baseline())));
    return table.append("</ul>\n").toString();
  }

  static String title(Baseline baseline) {
    return switch (baseline.kind()) {
      case "prior" -> "prior";
      case "column" -> "column " + Html.escape(baseline.of());
      default -> "best feature alone, " + Html.escape(baseline.of());
    };
  }

  private static String meaning(Baseline baseline) {
    return switch (baseline.kind()) {
      case "prior" ->
          "<li><b>prior</b>: the same score for every row, the mean label of the training slice.</li>\n";
      case "column" ->
          "<li><b>column</b>: the rows in the order of that column; what it foretells is what the training slice says of as much of it.</li>\n";
      default ->
          "<li><b>best feature alone</b>: a small model that knows only the feature that is best alone on the early-stopping slice.</li>\n";
    };
  }

  private static String meaning(String figure) {
    return "<li><b>%s</b>: %s</li>%n"
        .formatted(
            figure,
            switch (figure) {
              case "auc" ->
                  "how often a row of label 1 scores above one of label 0; 0.5 is chance, 1 is always.";
              case "log_loss" ->
                  "what probabilities cost that were given to what did not come; less is better.";
              case "rmse" ->
                  "the typical distance from the label, large ones weighing more; less is better.";
              case "mae" -> "the mean distance from the label; less is better.";
              case "r2" ->
                  "the share of the labels' variance that is explained; 0 is the mean, 1 is all.";
              case "ndcg_at_10" ->
                  "how near the first ten of each group are to the best order; 1 is the best.";
              default ->
                  "1 / the rank of the first relevant row, mean over the groups; 1 is always first.";
            });
  }

  private static String features(TrainingReport report) {
    StringBuilder table = new StringBuilder();
    table.append(
        """
        <h2>What each feature is worth</h2>
        <p class="note"><b>Reach</b>: the share of rows where the feature says anything, that is, has a value other than the one with no event.
        <b>Alone</b>: %s of a small model that knows nothing else. <b>Lost without</b>: how much worse %s is of a model trained without it; features that tell
        the same cover for each other, so several may each seem dispensable. <b>Importance</b>: its share of what all splits of the trees gained.</p>
        <div class="scroll"><table>
        <tr><th>feature<th>reach<th>alone<th>lost without<th>importance<th></tr>
        """
            .formatted(report.studied().alone(), report.studied().loss()));
    report.features().stream()
        .sorted(Comparator.comparingDouble(OfFeature::importance).reversed())
        .forEach(
            feature ->
                table.append(
                    "<tr><td>%s<td>%s<td>%s<td>%s<td>%s<td>%s</tr>%n"
                        .formatted(
                            Html.escape(feature.name()),
                            percent(feature.reach()),
                            feature.alone().map(ReportPage::interval).orElse("–"),
                            feature.lost().map(ReportPage::interval).orElse("–"),
                            percent(feature.importance()),
                            bar(feature.importance()))));
    return table.append("</table></div>\n").toString();
  }

  private static String bar(double share) {
    return String.format(
        Locale.ROOT,
        "<div class=\"bar\"><div class=\"share\" style=\"width:%.2f%%\"></div></div>",
        100 * share);
  }

  private static String slices(TrainingReport report) {
    StringBuilder table =
        new StringBuilder(
            "<h2>The slices</h2>\n<div class=\"scroll\"><table>\n<tr><th>slice<th>begins<th>first row<th>last row<th>rows<th>groups<th>mean label</tr>\n");
    for (Slice slice : report.slices()) {
      table.append(
          "<tr><td>%s<td>%s<td>%s<td>%s<td>%s<td>%s<td>%s</tr>%n"
              .formatted(
                  slice.name().replace('_', ' '),
                  Timestamps.format(slice.begins()),
                  Timestamps.format(slice.from()),
                  Timestamps.format(slice.to()),
                  count(slice.rows()),
                  count(slice.groups()),
                  number(slice.labelMean())));
    }
    table.append(
        "</table></div>\n<p class=\"note\">%s rows were read; left out were %s without a label, %s without a group, and %s in the gaps between the slices or across their borders. Labels were taken to be known %s s after their rows. Seed %d, depth %d, learning rate %s, %d of at most %d trees.</p>%n"
            .formatted(
                count(report.counts().read()),
                count(report.counts().unlabelled()),
                count(report.counts().ungrouped()),
                count(report.leftOut()),
                count(report.cut().horizon().toSeconds()),
                report.settings().seed(),
                report.settings().depth(),
                report.settings().learningRate(),
                report.growth().best(),
                report.settings().trees()));
    return table.toString();
  }

  private static String interval(Interval interval) {
    return Double.isFinite(interval.low())
        ? "%s <span class=\"note\">[%s, %s]</span>"
            .formatted(number(interval.value()), number(interval.low()), number(interval.high()))
        : number(interval.value());
  }

  /** A figure as a person reads it; a dash for none. */
  public static String number(double number) {
    if (!Double.isFinite(number)) {
      return "–";
    }
    String written =
        Math.abs(number) >= 1000
            ? String.format(Locale.ROOT, "%,.0f", number)
            : String.format(Locale.ROOT, Math.abs(number) >= 10 ? "%.2f" : "%.4f", number);
    return written.equals("-0.0000") ? "0.0000" : written;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
