package dev.freshet.features.expression.closure;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time zones by the names that CEL takes: those of the tz database, and offsets. */
final class Zones {

  private static final Pattern OFFSET = Pattern.compile("([+-]?)(\\d{1,2}):(\\d{1,2})");

  /** Names come as texts of events, so that how many are remembered is bounded. */
  private static final int REMEMBERED = 2_000;

  private static final Map<String, ZoneRules> KNOWN = new ConcurrentHashMap<>();

  private Zones() {}

  /** The zone that a call names; refused if it is a constant and there is none of that name. */
  static OfFrame argument(Call call, int i) throws RefusedException {
    Optional<String> constant = call.constantText(i);
    if (constant.isEmpty()) {
      Node.OfObject<String> name = call.text(i);
      return frame -> rules(name.get(frame));
    }
    Optional<ZoneRules> rules = rules(constant.get());
    if (rules.isEmpty()) {
      throw new RefusedException(
          "\"%s\" is no time zone; write one of the tz database, such as \"Europe/Berlin\", or an offset, such as \"+02:00\""
              .formatted(constant.get()));
    }
    return frame -> rules;
  }

  /** The version of the tz database. */
  static String version() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }

  /** The zone's rules; empty if there is none of that name. */
  static Optional<ZoneRules> rules(String name) {
    ZoneRules known = KNOWN.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      ZoneRules rules = ZoneId.of(offset(name)).getRules();
      if (KNOWN.size() < REMEMBERED) {
        KNOWN.put(name, rules);
      }
      return Optional.of(rules);
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

  /** A zone as one evaluation names it; empty if there is none of that name. */
  @FunctionalInterface
  interface OfFrame {
    Optional<ZoneRules> rules(Frame frame);
  }
}
