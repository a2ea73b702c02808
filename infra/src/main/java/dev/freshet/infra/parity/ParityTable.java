package dev.freshet.infra.parity;

import dev.freshet.infra.console.Json;
import dev.freshet.pipelines.parity.ParityReport;
import dev.freshet.pipelines.parity.ParityReport.Counts;
import dev.freshet.pipelines.parity.ParityReport.Example;
import dev.freshet.pipelines.parity.ParityReport.OfFeature;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as a table for a terminal. */
public final class ParityTable {

  private static final String LINE = "%-" + "%d" + "s %12s %12s %12s %12s %12s %9s%n";

  private ParityTable() {}

  /** The table, and below it examples of what is different and not explained. */
  public static String of(ParityReport report) {
    int width = report.features().stream().mapToInt(of -> of.feature().length()).max().orElse(0);
    String line = LINE.replace("%d", Integer.toString(Math.max(width, 8)));
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            line,
            "feature",
            "compared",
            "equal",
            "approximate",
            "different",
            "explained",
            "right"));
    report.features().forEach(of -> text.append(row(line, of.feature(), of.counts())));
    text.append(row(line, "all", report.total()));
    report.features().forEach(of -> text.append(examples(of)));
    notes(report, text);
    return text.toString().stripTrailing();
  }

  private static String row(String line, String name, Counts counts) {
    return String.format(
        Locale.ROOT,
        line,
        name,
        number(counts.compared()),
        number(counts.equal()),
        number(counts.approximate()),
        number(counts.different()),
        number(counts.explained()),
        right(counts));
  }

  private static String examples(OfFeature of) {
    return of.examples().stream()
        .filter(example -> !example.explained())
        .map(
            example -> "%n%s of %s as of %s: served %s, offline %s".formatted(example(of, example)))
        .collect(Collectors.joining());
  }

  private static Object[] example(OfFeature of, Example example) {
    return new Object[] {
      of.feature(),
      Json.line(example.entities()),
      example.asOf(),
      Json.line(example.served()),
      Json.line(example.offline())
    };
  }

  private static void notes(ParityReport report, StringBuilder text) {
    Counts total = report.total();
    if (total.noRow() > 0) {
      text.append(
          "%n%s of the explained values were answered without a row, as with no event; newer rows were not served before"
              .formatted(number(total.noRow())));
    }
    if (total.notArchived() > 0) {
      text.append(
          "%n%s of the different values cannot be judged: the archive does not have the events that their rows were made of"
              .formatted(number(total.notArchived())));
    }
    if (total.beyondHorizon() > 0) {
      text.append(
          "%n%s values were not served, since their rows were cut off before, and are not compared"
              .formatted(number(total.beyondHorizon())));
    }
    if (report.behind().max() >= 0) {
      text.append(
          "%nwhere events were folded after the answer, the first of them had come %s ms before it (half), %s ms (99 %%), %s ms (at most)"
              .formatted(
                  number(report.behind().p50()),
                  number(report.behind().p99()),
                  number(report.behind().max())));
    }
  }

  /** The share of right values; a dash where nothing was compared. */
  static String right(Counts counts) {
    return counts.compared() == 0 ? "–" : percent(counts.share());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Rounded down, so that 100 % are all. */
  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f %%", Math.floor(share * 100_000) / 1_000)
        .replaceFirst("\\.?0+ %", " %");
  }
}
