package dev.freshet.infra.whole;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Seeded random on-demand views over a repository's features and a context: all functions over
 * circumstances, and whatever may fail: keys that are missing, divisions by zero, sums that
 * overflow.
 */
final class RandomOnDemand {

  /** What the context brings. */
  static final Map<String, Scalar> CONTEXT =
      Map.of(
          "agent", Scalar.STRING,
          "link", Scalar.STRING,
          "zone", Scalar.STRING,
          "moment", Scalar.TIMESTAMP,
          "lat", Scalar.DOUBLE,
          "lon", Scalar.DOUBLE,
          "number", Scalar.INT64,
          "flag", Scalar.BOOL);

  private static final int FEATURES = 12;

  private final Random random;
  private final Map<String, List<String>> operands = new LinkedHashMap<>();

  RandomOnDemand(Random random, Repository repository) {
    this.random = random;
    for (FeatureView view : repository.views()) {
      for (AggregatedFeature feature : view.features()) {
        if (isExact(feature)) {
          operands
              .computeIfAbsent(feature.type().text(), type -> new ArrayList<>())
              .add(view.name() + "." + feature.name());
        }
      }
    }
  }

  /** Sums of doubles depend on the order of addends in their last bits: any function may tell. */
  private static boolean isExact(AggregatedFeature feature) {
    Aggregation aggregation = feature.definition().aggregation();
    String name = aggregation.canonical();
    if (name.startsWith("sum") || name.startsWith("avg") || name.startsWith("decayed_sum")) {
      return !hasDoubles(feature.type());
    }
    return !aggregation.approximate() && !name.startsWith("stddev");
  }

  private static boolean hasDoubles(ValueType type) {
    return type == Scalar.DOUBLE || (type instanceof MapType map && map.value() == Scalar.DOUBLE);
  }

  /** A view, and the service of that name. */
  String view(String name) {
    StringBuilder yaml = new StringBuilder("  - name: " + name + "\n    context: {");
    CONTEXT.forEach(
        (field, type) -> yaml.append(field).append(": ").append(type.text()).append(", "));
    yaml.setLength(yaml.length() - 2);
    yaml.append("}\n    features:\n");
    // Every context is needed, so that every request brings the same.
    feature(yaml, "f0", "bool", "context.flag || context.number > 0 || context.lat > context.lon");
    feature(
        yaml,
        "f1",
        "string",
        "userAgent(context.agent).browser + query(context.link, \"utm_campaign\")");
    feature(yaml, "f2", "string", "daypart(context.moment, context.zone)");
    for (int i = 3; i < FEATURES; i++) {
      switch (random.nextInt(5)) {
        case 0 -> feature(yaml, "f" + i, "string", text(3));
        case 1 -> feature(yaml, "f" + i, "bool", truth(3));
        case 2 -> feature(yaml, "f" + i, "int64", integer(3));
        case 3 -> feature(yaml, "f" + i, "double", number(3));
        default -> feature(yaml, "f" + i, "timestamp", moment());
      }
    }
    return yaml.toString();
  }

  private static void feature(StringBuilder yaml, String name, String type, String value) {
    yaml.append("      - {name: %s, type: %s, value: '%s'}\n".formatted(name, type, value));
  }

  private String text(int depth) {
    if (depth == 0) {
      return pick(
          operand("string", "context.agent"), "context.link", "context.zone", "\"view\"", "\"t1\"");
    }
    int left = depth - 1;
    return switch (random.nextInt(14)) {
      case 0 -> "userAgent(%s).%s".formatted(text(left), pick("device", "os", "browser"));
      case 1 -> "userAgent(context.agent)." + pick("device", "os", "browser");
      case 2 -> "referrer(%s).%s".formatted(text(left), pick("medium", "source"));
      case 3 -> "referrer(context.link)." + pick("medium", "source");
      case 4 -> "query(%s, \"utm_campaign\")".formatted(pick("context.link", text(left)));
      case 5 -> "query(context.link, %s, %s)".formatted(text(0), text(left));
      case 6 -> "daypart(%s, %s)".formatted(moment(), zone());
      case 7 -> "weekday(%s, %s)".formatted(moment(), zone());
      case 8 -> "geohash(%s, %s, %d)".formatted(number(left), number(left), 1 + random.nextInt(12));
      case 9 -> "geohash(context.lat, context.lon, " + (1 + random.nextInt(12)) + ")";
      case 10 -> text(left) + " + " + text(left);
      case 11 -> "(%s ? %s : %s)".formatted(truth(left), text(left), text(left));
      case 12 -> "string(" + integer(left) + ")";
      default -> operand("list<string>", "[context.zone]") + "[" + random.nextInt(3) + "]";
    };
  }

  private String truth(int depth) {
    if (depth == 0) {
      return operand("bool", "context.flag");
    }
    int left = depth - 1;
    return switch (random.nextInt(8)) {
      case 0 -> "userAgent(%s).isBot".formatted(pick("context.agent", text(left)));
      case 1 -> "isWeekend(%s, %s)".formatted(moment(), zone());
      case 2 -> "(%s == %s)".formatted(text(left), text(left));
      case 3 -> "(%s %s %s)".formatted(integer(left), pick("<", ">=", "!="), integer(left));
      case 4 -> "(%s %s %s)".formatted(truth(left), pick("&&", "||"), truth(left));
      case 5 -> "!(" + truth(left) + ")";
      case 6 -> "(%s < %s)".formatted(number(left), number(left));
      default -> "(%s in %s)".formatted(text(left), operand("list<string>", "[\"view\"]"));
    };
  }

  private String integer(int depth) {
    if (depth == 0) {
      return pick(operand("int64", "context.number"), "context.number", "3");
    }
    int left = depth - 1;
    return switch (random.nextInt(5)) {
      case 0 -> "size(" + text(left) + ")";
      case 1 -> "(%s %s %s)".formatted(integer(left), pick("+", "-", "*"), integer(left));
      case 2 -> "(%s %s %s)".formatted(integer(left), pick("/", "%"), integer(left));
      case 3 -> operand("map<string,int64>", "{\"view\": 1}") + "[" + text(left) + "]";
      default -> "size(" + operand("list<string>", "[context.zone]") + ")";
    };
  }

  private String number(int depth) {
    if (depth == 0) {
      return pick(operand("double", "context.lat"), "context.lat", "context.lon", "52.5");
    }
    int left = depth - 1;
    return switch (random.nextInt(5)) {
      case 0 -> "double(" + integer(left) + ")";
      case 1 -> "(%s %s %s)".formatted(number(left), pick("+", "-", "*", "/"), number(left));
      case 2 ->
          "distanceKm(%s, %s, %s, 13.4)"
              .formatted(number(left), pick("context.lon", "0.0"), number(left));
      case 3 -> "distanceKm(context.lat, context.lon, 52.5, 13.4)";
      default -> operand("map<string,double>", "{\"view\": 0.5}") + "[" + text(left) + "]";
    };
  }

  private String moment() {
    return pick("context.moment", operand("timestamp", "context.moment"));
  }

  /** A text that stands there must be a zone; others may be anything. */
  private String zone() {
    return pick(
        "context.zone", "context.zone", "\"Asia/Tokyo\"", operand("string", "context.link"));
  }

  /** A feature of that type, or else something of that type that needs none. */
  private String operand(String type, String other) {
    List<String> features = operands.getOrDefault(type, List.of());
    return features.isEmpty() ? other : features.get(random.nextInt(features.size()));
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
