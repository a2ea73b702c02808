package dev.freshet.infra.quantity;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How options write a duration: a positive integer and one of {@code ms s m h d}. */
public final class DurationText {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Duration parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (parts.matches()) {
      Duration duration = UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
      if (!duration.isZero()) {
        return duration;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is not a duration; write a positive number and one of ms s m h d, such as 100ms");
  }

  /**
   * The shortest text that {@link #parse} reads as the duration, which is of whole milliseconds.
   */
  public static String of(Duration duration) {
    long millis = duration.toMillis();
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      long size = UNITS.get(unit).toMillis();
      if (millis % size == 0) {
        return millis / size + unit;
      }
    }
    return millis + "ms";
  }
}
