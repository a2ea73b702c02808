package dev.freshet.features.expression;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random well-typed expressions over a fixed scope, and random members for them: small, large and
 * peculiar values, many of them absent.
 */
final class RandomExpressions {

  static final Scope SCOPE = scope();

  private static final String[] TEXTS = {
    "", "a", "b", "ab", "view", "View", " x ", "a,b,,c", "é", "\uD83D\uDE00", "a\uD83D\uDE00b",
    "\uFFFD", "12", "-7", "+5", "1.5", "1e3", "true", "f", "1h", "-1.5s",
        "2024-02-29T23:59:59.999Z",
    "Europe/Berlin", "+05:30", "[a-c]+", "(", "NaN", " 3.0 ", "9223372036854775808", "\u00a0q\t"
  };
  private static final long[] INTS = {
    0,
    1,
    -1,
    2,
    3,
    5,
    7,
    10,
    60,
    3600,
    -4,
    1L << 31,
    1L << 53,
    (1L << 53) + 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1700000000L,
    Long.MAX_VALUE - 1,
    -62135596800L,
    253402300799L
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    10.0,
    1e9,
    1e18,
    0x1p63,
    -0x1p63,
    1e300,
    -1e300,
    4.9e-324,
    0.1,
    1.7976931348623157e308,
    0x1p53
  };
  private static final String[] TIMES = {
    "1970-01-01T00:00:00Z",
    "2024-02-29T23:59:59.999Z",
    "2024-03-31T01:30:00Z",
    "1969-12-31T23:59:59.001Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z",
    "2024-10-27T00:59:59.500Z",
    "2000-01-01T12:34:56.789Z"
  };
  private static final String[] DURATIONS = {
    "0",
    "1s",
    "-1s",
    "1h30m",
    "-1.5s",
    "1ms",
    "1ns",
    "-1ns",
    "24h",
    "8760h",
    "87660000h",
    "2562047h47m16s",
    "0.000001s",
    "-90m"
  };
  private static final String[] ZONES = {
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "+05:30",
    "-09:30",
    "Asia/Kathmandu",
    "02:00",
    "-7:45"
  };
  private static final String[] PATTERNS = {
    "a", "^a", "b$", "[a-c]+", "(?i)VIEW", "^$", ".", "\\\\d+", "a|b", "^(a,?)*", "\\\\pL"
  };

  private final Random random;
  private final Map<String, String> locals = new LinkedHashMap<>();
  private int names;

  RandomExpressions(long seed) {
    this.random = new Random(seed);
  }

  private static Scope scope() {
    Map<String, ValueType> event = new LinkedHashMap<>();
    Map<String, ValueType> context = new LinkedHashMap<>();
    int i = 0;
    for (Scalar scalar : Scalar.values()) {
      String name = scalar.text().substring(0, 1);
      event.put(name + "1", scalar);
      event.put(name + "2", scalar);
      (i++ % 2 == 0 ? event : context).put(name + "_list", new ListType(scalar));
      context.put(name + "_map", new MapType(scalar));
      context.put(name + "3", scalar);
    }
    Map<String, Map<String, ValueType>> variables = new LinkedHashMap<>();
    variables.put("event", event);
    variables.put("context", context);
    return new Scope(variables);
  }

  /** One value per slot of the scope, about one in six of them absent. */
  Object[] slots() {
    List<Object> slots = new ArrayList<>();
    SCOPE
        .variables()
        .values()
        .forEach(
            members ->
                members
                    .values()
                    .forEach(type -> slots.add(random.nextInt(6) == 0 ? null : value(type))));
    return slots.toArray();
  }

  private Object value(ValueType type) {
    if (type instanceof ListType list) {
      List<Object> items = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        items.add(value(list.element()));
      }
      return List.copyOf(items);
    }
    if (type instanceof MapType map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        entries.put(TEXTS[random.nextInt(5)], value(map.value()));
      }
      return Collections.unmodifiableMap(entries);
    }
    return switch ((Scalar) type) {
      case STRING -> one(TEXTS);
      case INT64 -> random.nextBoolean() ? INTS[random.nextInt(INTS.length)] : random.nextInt(100);
      case DOUBLE -> DOUBLES[random.nextInt(DOUBLES.length)];
      case BOOL -> random.nextBoolean();
      case TIMESTAMP -> Instant.parse(one(TIMES)).plusMillis(random.nextInt(3) * 7_777_777L);
    };
  }

  /** The text of an expression whose value may leave it. */
  String expression() {
    return expression(one(Templates.RESULTS), 1 + random.nextInt(4));
  }

  private String expression(String type, int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return leaf(type);
    }
    String template = one(Templates.BY_TYPE.get(type).toArray(String[]::new));
    StringBuilder text = new StringBuilder();
    int from = 0;
    String loop = "v" + names++;
    for (int open = template.indexOf('<', from); open >= 0; open = template.indexOf('<', from)) {
      int close = template.indexOf('>', open);
      if (close < 0 || template.charAt(open + 1) == ' ' || template.charAt(open + 1) == '=') {
        text.append(template, from, open + 1);
        from = open + 1;
        continue;
      }
      text.append(template, from, open)
          .append(part(template.substring(open + 1, close), loop, depth - 1));
      from = close + 1;
    }
    locals.remove(loop);
    return "(" + text.append(template.substring(from)) + ")";
  }

  /**
   * What stands for a placeholder: a type, {@code v:TYPE} to name a loop's element of that type
   * from there on, or a kind of constant.
   */
  private String part(String placeholder, String loop, int depth) {
    if (placeholder.startsWith("v:")) {
      locals.put(loop, placeholder.substring(2));
      return loop;
    }
    return switch (placeholder) {
      case "member" -> member(random.nextInt(100));
      case "pattern" -> '"' + one(PATTERNS) + '"';
      case "zone" -> '"' + one(ZONES) + '"';
      case "limit" -> Integer.toString(random.nextInt(4));
      default -> expression(placeholder, depth);
    };
  }

  private String leaf(String type) {
    List<String> leaves = new ArrayList<>();
    locals.forEach(
        (name, itsType) -> {
          if (itsType.equals(type)) {
            leaves.add(name);
            leaves.add(name);
          }
        });
    SCOPE
        .variables()
        .forEach(
            (variable, members) ->
                members.forEach(
                    (member, itsType) -> {
                      if (Templates.name(itsType).equals(type)) {
                        leaves.add(variable + "." + member);
                      }
                    }));
    leaves.add(literal(type));
    if (random.nextInt(3) == 0 || leaves.isEmpty()) {
      return literal(type);
    }
    return one(leaves.toArray(String[]::new));
  }

  private String literal(String type) {
    return switch (type) {
      case "string" -> quoted(one(TEXTS));
      case "int64" -> Long.toString(INTS[random.nextInt(INTS.length)]);
      case "double" -> Double.toString(DOUBLES[random.nextInt(DOUBLES.length)]);
      case "bool" -> Boolean.toString(random.nextBoolean());
      case "timestamp" -> "timestamp(\"" + one(TIMES) + "\")";
      case "duration" -> "duration(\"" + one(DURATIONS) + "\")";
      default -> collection(type);
    };
  }

  private String collection(String type) {
    boolean map = type.startsWith("map");
    String item = type.substring(type.indexOf(map ? ',' : '<') + 1);
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(3) + 1; i > 0; i--) {
      items.add((map ? quoted(TEXTS[random.nextInt(5)]) + ": " : "") + literal(item));
    }
    return (map ? "{" : "[") + String.join(", ", items) + (map ? "}" : "]");
  }

  private String member(int number) {
    List<String> all = new ArrayList<>();
    SCOPE
        .variables()
        .forEach(
            (variable, members) ->
                members.keySet().forEach(member -> all.add(variable + "." + member)));
    return all.get(number % all.size());
  }

  private String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c == '\t') {
                quoted.append("\\t");
              } else if (c > 0x7f && random.nextBoolean()) {
                quoted.append(String.format("\\U%08x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  private <T> T one(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
