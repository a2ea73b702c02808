package dev.freshet.features.language;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How definitions write durations: a positive integer and one of {@code s m h d}. */
final class DurationText {

  /** The longest: a hundred years, so that no instant less a duration overflows. */
  static final Duration LONGEST = Duration.ofDays(36_500);

  static final String RULE = "a duration";

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,9})([smhd])");
  private static final Pattern RESEMBLING = Pattern.compile("0*([1-9][0-9]{0,8})\\s*([A-Za-z]*)");

  private DurationText() {}

  static Optional<Duration> parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    return duration.compareTo(LONGEST) <= 0 ? Optional.of(duration) : Optional.empty();
  }

  /** The rule, and what a wrong text was probably meant to be. */
  static String remedy(String wrong) {
    if (DURATION.matcher(wrong).matches()) {
      return "the longest is " + LONGEST.toDays() + "d";
    }
    return "write a positive whole number and one of s m h d, such as " + resembling(wrong);
  }

  private static String resembling(String wrong) {
    Matcher matcher = RESEMBLING.matcher(wrong.strip());
    if (!matcher.matches()) {
      return "90m";
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT);
    if (unit.startsWith("w")) {
      return Long.parseLong(matcher.group(1)) * 7 + "d";
    }
    boolean known = unit.matches("s|sec.*|m|min.*|h|hr.*|hour.*|d|day.*");
    return matcher.group(1) + (known ? unit.substring(0, 1) : unit.isEmpty() ? "s" : "m");
  }
}
