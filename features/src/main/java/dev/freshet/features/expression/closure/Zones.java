package dev.freshet.features.expression.closure;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Optional;

/** Time zones by the names that CEL takes: those of the tz database, and offsets. */
final class Zones {

  private Zones() {}

  /** The zone's rules; empty if there is none of that name. */
  static Optional<ZoneRules> rules(String name) {
    try {
      return Optional.of(ZoneId.of(offset(name)).getRules());
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  /** Offsets may lack their sign and the first digit of their hours: {@code 2:00} is +02:00. */
  private static String offset(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return name;
    }
    boolean signed = name.startsWith("+") || name.startsWith("-");
    String sign = signed ? name.substring(0, 1) : "+";
    String rest = signed ? name.substring(1) : name;
    return sign + (rest.indexOf(':') == 1 ? "0" + rest : rest);
  }
}
