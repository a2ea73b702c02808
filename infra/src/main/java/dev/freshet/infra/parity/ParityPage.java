package dev.freshet.infra.parity;

import dev.freshet.infra.console.Json;
import dev.freshet.infra.page.Html;
import dev.freshet.pipelines.parity.ParityReport;
import dev.freshet.pipelines.parity.ParityReport.Counts;
import dev.freshet.pipelines.parity.ParityReport.Example;
import dev.freshet.pipelines.parity.ParityReport.OfFeature;
import java.util.Locale;

/** A report as a page to be read in a browser; it needs nothing else. */
public final class ParityPage {

  private static final String LEGEND =
      """
      <p class="note">Each value that was served is compared with what the same events give offline.
      <b>Equal</b>: the same. <b>Approximate</b>: a sketch's, within its bound. <b>Different</b>: another one; of these, <b>explained</b>
      are those that equal what the events give which the row's version knew, so that the others were folded after the answer.
      <b>Right</b> are all but those different and not explained.</p>
      """;

  private ParityPage() {}

  /**
   * The page.
   *
   * @param project whose features they are
   */
  public static String of(ParityReport report, String project) {
    Html page = new Html("Parity of " + project);
    Counts total = report.total();
    page.add(
        "<p><span class=\"big\">%s</span> of %s values in %s rows are right.</p>%n"
            .formatted(ParityTable.right(total), number(total.compared()), number(report.rows())));
    if (report.behind().max() >= 0) {
      page.add(
          "<p>Where events were folded after the answer, the first of them had come %s ms before it (half), %s ms (99 %%), %s ms (at most).</p>%n"
              .formatted(
                  number(report.behind().p50()),
                  number(report.behind().p99()),
                  number(report.behind().max())));
    }
    page.add(LEGEND);
    page.add(
        "<table>\n<tr><th>feature<th><th>compared<th>equal<th>approximate<th>different<th>explained<th>not archived<th>beyond horizon<th>right</tr>\n");
    report.features().forEach(of -> row(page, of.feature(), of.counts()));
    row(page, "all", total);
    page.add("</table>\n");
    report.features().forEach(of -> examples(page, of));
    return page.end();
  }

  private static void row(Html page, String name, Counts counts) {
    page.add(
        "<tr><td>%s<td>%s<td>%s<td>%s<td>%s<td>%s<td>%s<td>%s<td>%s<td>%s</tr>%n"
            .formatted(
                Html.escape(name),
                bar(counts),
                number(counts.compared()),
                number(counts.equal()),
                number(counts.approximate()),
                number(counts.different()),
                number(counts.explained()),
                number(counts.notArchived()),
                number(counts.beyondHorizon()),
                ParityTable.right(counts)));
  }

  private static String bar(Counts counts) {
    return "<div class=\"bar\">"
        + part("equal", counts.equal(), counts)
        + part("approximate", counts.approximate(), counts)
        + part("explained", counts.explained(), counts)
        + part("wrong", counts.different() - counts.explained(), counts)
        + "</div>";
  }

  private static String part(String kind, long count, Counts counts) {
    return String.format(
        Locale.ROOT,
        "<div class=\"%s\" style=\"width:%.3f%%\"></div>",
        kind,
        counts.compared() == 0 ? 0.0 : 100.0 * count / counts.compared());
  }

  private static void examples(Html page, OfFeature of) {
    if (of.examples().isEmpty()) {
      return;
    }
    boolean open = of.examples().stream().anyMatch(example -> !example.explained());
    page.add(
        "<details%s><summary>%s: the largest differences</summary>%n<table>%n<tr><th>of<th>as of<th>served<th>offline<th></tr>%n"
            .formatted(open ? " open" : "", Html.escape(of.feature())));
    for (Example example : of.examples()) {
      page.add(
          "<tr><td class=\"values\">%s<td>%s<td class=\"values\">%s<td class=\"values\">%s<td>%s</tr>%n"
              .formatted(
                  Html.escape(Json.line(example.entities())),
                  example.asOf(),
                  Html.escape(Json.line(example.served())),
                  Html.escape(Json.line(example.offline())),
                  example.explained() ? "explained" : "not explained"));
    }
    page.add("</table></details>\n");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
