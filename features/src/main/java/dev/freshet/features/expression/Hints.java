package dev.freshet.features.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import java.util.Map;
import java.util.Optional;

/** What could be written instead. */
final class Hints {

  /** Of a literal's items. */
  static final String ONE_TYPE = "write such as [1.0, 2.5], or convert with double() or string()";

  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "dyn", "dyn() is not supported; write values of one type",
          "type", "type() is not supported; types are known from the schema",
          "bytes", "bytes are not supported; use strings",
          "uint", "uint is not supported; use int(...)");

  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("len", "size(x)"),
          Map.entry("length", "size(x)"),
          Map.entry("count", "size(x)"),
          Map.entry("lower", "x.lowerAscii()"),
          Map.entry("toLowerCase", "x.lowerAscii()"),
          Map.entry("tolower", "x.lowerAscii()"),
          Map.entry("upper", "x.upperAscii()"),
          Map.entry("toUpperCase", "x.upperAscii()"),
          Map.entry("toupper", "x.upperAscii()"),
          Map.entry("strip", "x.trim()"),
          Map.entry("substr", "x.substring(from, to)"),
          Map.entry("concat", "x + y"),
          Map.entry("coalesce", "has(event.x) ? event.x : y"),
          Map.entry("ifnull", "has(event.x) ? event.x : y"),
          Map.entry("if", "condition ? x : y"),
          Map.entry("isNull", "!has(event.x)"),
          Map.entry("exists_one", "list.exists_one(x, condition)"),
          Map.entry("exists", "list.exists(x, condition)"),
          Map.entry("all", "list.all(x, condition)"),
          Map.entry("filter", "list.filter(x, condition)"),
          Map.entry("map", "list.map(x, transform)"),
          Map.entry("has", "has(event.x)"),
          Map.entry("now", "the event's own time; a window limits how far back"),
          Map.entry("abs", "math.abs(x)"),
          Map.entry("round", "math.round(x)"),
          Map.entry("floor", "math.floor(x)"),
          Map.entry("ceil", "math.ceil(x)"),
          Map.entry("sqrt", "math.sqrt(x)"),
          Map.entry("min", "math.least(x, y)"),
          Map.entry("max", "math.greatest(x, y)"),
          Map.entry("float", "double(x)"),
          Map.entry("str", "string(x)"),
          Map.entry("int64", "int(x)"),
          Map.entry("boolean", "bool(x)"),
          Map.entry("regex", "x.matches(pattern)"),
          Map.entry("like", "x.matches(pattern)"),
          Map.entry("hour", "event.ts.getHours()"),
          Map.entry("distance", "distanceKm(lat1, lon1, lat2, lon2)"),
          Map.entry("haversine", "distanceKm(lat1, lon1, lat2, lon2)"),
          Map.entry("useragent", "userAgent(event.ua).device"),
          Map.entry("referer", "referrer(event.ref).medium"),
          Map.entry("utm", "query(event.url, \"utm_campaign\")"),
          Map.entry("queryParameter", "query(event.url, \"utm_campaign\")"),
          Map.entry("dayofweek", "event.ts.getDayOfWeek()"));

  private Hints() {}

  /** {@code , such as event.price} of a variable's members. */
  static String example(String variable, Map<String, ?> members) {
    return members.keySet().stream()
        .findFirst()
        .map(member -> ", such as " + variable + "." + member)
        .orElse("");
  }

  /** Why a whole expression of the type is refused. */
  static String noValue(CelType type) {
    String reason = "an expression cannot be of type " + Types.plain(CelTypes.format(type));
    return reason
        + switch (type.kind()) {
          case DURATION -> "; take its seconds with getSeconds()";
          case LIST -> "; lists hold string, int, double, bool or timestamp, all of one type";
          case MAP -> "; maps lead from string to string, int, double, bool or timestamp";
          default -> "";
        };
  }

  /** Why the function of CEL's standard is refused. */
  static String unsupported(String function) {
    return UNSUPPORTED.getOrDefault(
        function, Operators.written(function) + " is not supported for values of these types");
  }

  /** What is written for a function of other languages, or for a macro called in the wrong way. */
  static Optional<String> synonym(String function) {
    return Optional.ofNullable(SYNONYMS.get(function));
  }

  static boolean isUnsupported(String function) {
    return UNSUPPORTED.containsKey(function);
  }
}
