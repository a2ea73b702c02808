package dev.freshet.features.expression.closure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Optional;

/** The parts of a timestamp as a clock on the wall shows them, in UTC or in a zone. */
final class Calendar {

  private static final int DAY_SECONDS = 86_400;

  private Calendar() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    for (Part part : Part.values()) {
      functions.put(part.overload, call -> part(part, call.object(0), ZoneOffset.UTC.getRules()));
      functions.put(part.overload + "_with_tz", call -> part(part, call));
    }
  }

  private static Node.OfInt part(Part part, Call call) throws RefusedException {
    Node.OfObject<Instant> time = call.object(0);
    Zones.OfFrame zone = Zones.argument(call, 1);
    return frame -> {
      Instant instant = time.get(frame);
      Optional<ZoneRules> rules = zone.rules(frame);
      return rules.isPresent() ? part.at(instant, rules.get()) : frame.fail(0L);
    };
  }

  private static Node.OfInt part(Part part, Node.OfObject<Instant> time, ZoneRules rules) {
    return frame -> part.at(time.get(frame), rules);
  }

  private enum Part {
    FULL_YEAR("timestamp_to_year"),
    MONTH("timestamp_to_month"),
    DATE("timestamp_to_day_of_month_1_based"),
    DAY_OF_MONTH("timestamp_to_day_of_month"),
    DAY_OF_WEEK("timestamp_to_day_of_week"),
    DAY_OF_YEAR("timestamp_to_day_of_year"),
    HOURS("timestamp_to_hours"),
    MINUTES("timestamp_to_minutes"),
    SECONDS("timestamp_to_seconds"),
    MILLISECONDS("timestamp_to_milliseconds");

    final String overload;

    Part(String overload) {
      this.overload = overload;
    }

    long at(Instant instant, ZoneRules rules) {
      long second = instant.getEpochSecond() + rules.getOffset(instant).getTotalSeconds();
      long day = Math.floorDiv(second, DAY_SECONDS);
      int ofDay = Math.floorMod(second, DAY_SECONDS);
      return switch (this) {
        case FULL_YEAR -> LocalDate.ofEpochDay(day).getYear();
        case MONTH -> LocalDate.ofEpochDay(day).getMonthValue() - 1;
        case DATE -> LocalDate.ofEpochDay(day).getDayOfMonth();
        case DAY_OF_MONTH -> LocalDate.ofEpochDay(day).getDayOfMonth() - 1;
        case DAY_OF_YEAR -> LocalDate.ofEpochDay(day).getDayOfYear() - 1;
        // The epoch began on a Thursday; Sunday is 0.
        case DAY_OF_WEEK -> Math.floorMod(day + 4, 7);
        case HOURS -> ofDay / 3600;
        case MINUTES -> ofDay / 60 % 60;
        case SECONDS -> ofDay % 60;
        case MILLISECONDS -> instant.getNano() / 1_000_000;
      };
    }
  }
}
