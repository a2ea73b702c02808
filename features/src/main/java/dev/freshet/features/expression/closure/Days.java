package dev.freshet.features.expression.closure;

import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person's time of day and day of the week: {@code daypart weekday isWeekend}. */
final class Days {

  private static final List<String> PARTS = List.of("night", "morning", "afternoon", "evening");
  private static final int PART_SECONDS = 6 * 3600;
  private static final int DAY_SECONDS = 86_400;

  /** The epoch began on a Thursday. */
  private static final List<String> DAYS =
      List.of("thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday");

  private static final int SATURDAY = 2;
  private static final int SUNDAY = 3;

  private Days() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("daypart_timestamp_string", call -> named(call, Days::part));
    functions.put("weekday_timestamp_string", call -> named(call, Days::name));
    functions.put("is_weekend_timestamp_string", Days::weekend);
  }

  private static Node.OfObject<String> named(Call call, Local local) throws RefusedException {
    Node.OfObject<Instant> time = call.object(0);
    Zones.OfFrame zone = Zones.argument(call, 1);
    return frame -> {
      Instant instant = time.get(frame);
      Optional<ZoneRules> rules = zone.rules(frame);
      return rules.isPresent() ? local.of(second(instant, rules.get())) : frame.fail("");
    };
  }

  private static Node.OfBool weekend(Call call) throws RefusedException {
    Node.OfObject<Instant> time = call.object(0);
    Zones.OfFrame zone = Zones.argument(call, 1);
    return frame -> {
      Instant instant = time.get(frame);
      Optional<ZoneRules> rules = zone.rules(frame);
      return rules.isPresent() ? isWeekend(second(instant, rules.get())) : frame.fail(false);
    };
  }

  private static String part(long second) {
    return PARTS.get(Math.floorMod(second, DAY_SECONDS) / PART_SECONDS);
  }

  private static String name(long second) {
    return DAYS.get(day(second));
  }

  private static boolean isWeekend(long second) {
    int day = day(second);
    return day == SATURDAY || day == SUNDAY;
  }

  private static int day(long second) {
    return Math.floorMod(Math.floorDiv(second, DAY_SECONDS), DAYS.size());
  }

  private static long second(Instant instant, ZoneRules rules) {
    return instant.getEpochSecond() + rules.getOffset(instant).getTotalSeconds();
  }

  /** What a clock on the wall says, by its seconds since it said 1970. */
  @FunctionalInterface
  private interface Local {
    String of(long second);
  }
}
