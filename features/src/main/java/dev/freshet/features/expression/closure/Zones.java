package dev.freshet.features.expression.closure;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time zones by the names that CEL takes: those of the tz database, and offsets. */
final class Zones {

  private static final Pattern OFFSET = Pattern.compile("([+-]?)(\\d{1,2}):(\\d{1,2})");

  private Zones() {}

  /** The zone's rules; empty if there is none of that name. */
  static Optional<ZoneRules> rules(String name) {
    try {
      return Optional.of(ZoneId.of(offset(name)).getRules());
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  /** Offsets may lack their sign and the first digit of either number: {@code 2:00} is +02:00. */
  private static String offset(String name) {
    Matcher offset = OFFSET.matcher(name);
    return offset.matches()
        ? (offset.group(1).isEmpty() ? "+" : offset.group(1))
            + padded(offset.group(2))
            + ":"
            + padded(offset.group(3))
        : name;
  }

  private static String padded(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }
}
