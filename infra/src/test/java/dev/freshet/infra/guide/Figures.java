package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What {@code train} says of a model on a page. */
final class Figures {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

  /** The library's floats differ a little from processor to processor. */
  private static final double MARGIN = 0.02;

  private Figures() {}

  /** The same figures of the same baselines are said as the page has them. */
  static void assertSays(String said, String page) {
    List<String> wanted = figures(page);
    List<String> got = figures(said);
    assertThat(wanted).as(page).hasSizeGreaterThanOrEqualTo(4);
    assertThat(got).as(said).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(NUMBER.matcher(got.get(i)).replaceAll("N"))
          .isEqualTo(NUMBER.matcher(wanted.get(i)).replaceAll("N"));
      List<Double> numbers = numbers(got.get(i));
      List<Double> expected = numbers(wanted.get(i));
      for (int n = 0; n < expected.size(); n++) {
        assertThat(numbers.get(n)).as(said).isCloseTo(expected.get(n), within(MARGIN));
      }
    }
  }

  /** The numbers of a line. */
  static List<Double> numbers(String line) {
    return NUMBER.matcher(line).results().map(MatchResult::group).map(Double::valueOf).toList();
  }

  /** The lines between what was trained and where it is. */
  static List<String> figures(String said) {
    return said.lines().filter(line -> line.matches("(auc|log_loss|better by) .*")).toList();
  }
}
