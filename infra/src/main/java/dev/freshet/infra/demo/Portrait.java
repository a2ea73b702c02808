package dev.freshet.infra.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A visitor's features as people read them. */
final class Portrait {

  /** What is shown of a visitor: counts that move, means, tastes. */
  static final List<String> FEATURES =
      List.of(
          "user_activity:views_5m",
          "user_activity:searches_1h",
          "user_activity:carts_1h",
          "user_orders:spend_1d",
          "user_prices:viewed_mean_7d",
          "user_activity:last_category",
          "user_activity:category_interest",
          "user_activity:recent_items");

  private static final String NOTHING = "–";
  private static final int SHOWN = 3;

  private Portrait() {}

  /** {@code views_5m 3}, or {@code views_5m 2 → 3} where it has changed. */
  static String line(List<String> before, List<String> after) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < FEATURES.size(); i++) {
      boolean fresh = before.isEmpty();
      if (fresh || !before.get(i).equals(after.get(i))) {
        line.append(line.length() == 0 ? "" : "  ").append(name(FEATURES.get(i))).append(' ');
        line.append(fresh || after.get(i).contains(" ") ? "" : before.get(i) + " → ");
        line.append(after.get(i));
      }
    }
    return line.toString();
  }

  /** Whether nothing is known of the visitor yet. */
  static boolean isBlank(List<String> texts) {
    return texts.get(texts.size() - 1).equals(NOTHING);
  }

  /** A value: of lists and maps the first or the greatest few. */
  static String text(JsonNode value) {
    if (value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      return NOTHING;
    }
    if (value.isArray()) {
      return stream(value).limit(SHOWN).map(JsonNode::asText).collect(Collectors.joining(" "));
    }
    if (value.isObject()) {
      return value.properties().stream()
          .sorted(Comparator.comparingDouble(entry -> -entry.getValue().asDouble()))
          .limit(SHOWN)
          .map(entry -> entry.getKey() + " " + decimal(entry.getValue().asDouble(), 1))
          .collect(Collectors.joining(" "));
    }
    return value.isDouble() ? decimal(value.asDouble(), 2) : value.asText();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String decimal(double number, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }

  private static String name(String fullName) {
    return fullName.substring(fullName.indexOf(':') + 1);
  }
}
