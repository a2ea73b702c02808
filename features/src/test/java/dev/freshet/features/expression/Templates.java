package dev.freshet.features.expression;

import dev.freshet.features.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an expression of a type may be made of. In a template, {@code <TYPE>} stands for an
 * expression of that type, {@code <v:TYPE>} names the element of a loop.
 */
final class Templates {

  static final String[] RESULTS = {
    "bool",
    "bool",
    "bool",
    "int64",
    "double",
    "string",
    "timestamp",
    "list<string",
    "list<int64",
    "list<double",
    "map<string,double"
  };

  static final Map<String, List<String>> BY_TYPE = new LinkedHashMap<>();

  private static final List<String> SCALARS =
      List.of("bool", "int64", "double", "string", "timestamp", "duration");
  private static final List<String> NUMBERS = List.of("int64", "double");
  private static final List<String> ACCESSORS =
      List.of(
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds");

  static {
    bools();
    ints();
    doubles();
    strings();
    times();
    collections();
    for (String type : List.copyOf(BY_TYPE.keySet())) {
      put(type, "<bool> ? <" + type + "> : <" + type + ">");
    }
  }

  private Templates() {}

  /** A type as templates call it: without the closing bracket, which ends a placeholder. */
  static String name(ValueType type) {
    return type.text().replace(">", "");
  }

  private static void put(String type, String... templates) {
    BY_TYPE.computeIfAbsent(type, any -> new ArrayList<>()).addAll(List.of(templates));
  }

  private static void bools() {
    for (int i = 0; i < 4; i++) {
      put("bool", "<bool> && <bool>", "<bool> || <bool>", "!<bool>", "has(<member>)");
    }
    for (String type : SCALARS) {
      for (String operator : List.of("==", "!=", "< ", "<=", "> ", ">=")) {
        put("bool", "<" + type + "> " + operator + " <" + type + ">");
      }
    }
    for (String operator : List.of("< ", "<=", "> ", ">=")) {
      put("bool", "<int64> " + operator + " <double>", "<double> " + operator + " <int64>");
    }
    for (String item : List.of("string", "int64", "double", "bool", "timestamp")) {
      String list = "<list<" + item + ">";
      put("bool", "<" + item + "> in " + list, list + " == " + list, list + " != " + list);
      put("bool", list + ".exists(<v:" + item + ">, <bool>)");
      put("bool", list + ".all(<v:" + item + ">, <bool>)");
      put("bool", list + ".exists_one(<v:" + item + ">, <bool>)");
      put("bool", list + ".existsOne(<v:" + item + ">, <bool>)");
      String map = "<map<string," + item + ">";
      put("bool", "<string> in " + map, map + " == " + map, "has(" + map + ".a)");
      put("bool", map + ".exists(<v:string>, <bool>)", map + ".all(<v:string>, <bool>)");
    }
    put(
        "bool",
        "<string>.startsWith(<string>)",
        "<string>.endsWith(<string>)",
        "<string>.contains(<string>)",
        "<string>.matches(<pattern>)",
        "matches(<string>, <pattern>)",
        "<string>.matches(<string>)",
        "bool(<string>)",
        "bool(<bool>)");
  }

  private static void ints() {
    for (String operator : List.of("+", "-", "*", "/", "%")) {
      put("int64", "<int64> " + operator + " <int64>");
    }
    put(
        "int64",
        "-<int64>",
        "int(<int64>)",
        "int(<double>)",
        "int(<string>)",
        "int(<timestamp>)",
        "size(<string>)",
        "<string>.size()",
        "size(<list<double>)",
        "<list<string>.size()",
        "size(<map<string,int64>)",
        "<map<string,bool>.size()",
        "<list<int64>[<int64>]",
        "<map<string,int64>[<string>]",
        "<map<string,int64>.a",
        "<string>.indexOf(<string>)",
        "<string>.indexOf(<string>, <limit>)",
        "<string>.indexOf(<string>, <int64>)",
        "<string>.lastIndexOf(<string>)",
        "<string>.lastIndexOf(<string>, <limit>)",
        "<string>.lastIndexOf(<string>, <int64>)",
        "math.sign(<int64>)",
        "math.abs(<int64>)");
    for (String accessor : ACCESSORS) {
      put("int64", "<timestamp>." + accessor + "()", "<timestamp>." + accessor + "(<zone>)");
    }
    put("int64", "<timestamp>.getHours(<string>)");
    for (String accessor : List.of("getHours", "getMinutes", "getSeconds", "getMilliseconds")) {
      put("int64", "<duration>." + accessor + "()");
    }
    extremes();
  }

  private static void extremes() {
    for (String type : NUMBERS) {
      String number = "<" + type + ">";
      for (String function : List.of("math.least(", "math.greatest(")) {
        put(type, function + number + ", " + number + ")");
        put(type, function + number + ", " + number + ", " + number + ")");
        put(type, function + "<list<" + type + ">)");
      }
    }
  }

  private static void doubles() {
    for (String operator : List.of("+", "-", "*", "/")) {
      put("double", "<double> " + operator + " <double>");
    }
    put(
        "double",
        "-<double>",
        "double(<int64>)",
        "double(<double>)",
        "double(<string>)",
        "<list<double>[<limit>]",
        "<map<string,double>[<string>]",
        "<map<string,double>.b",
        "math.ceil(<double>)",
        "math.floor(<double>)",
        "math.round(<double>)",
        "math.trunc(<double>)",
        "math.abs(<double>)",
        "math.sign(<double>)",
        "math.sqrt(<double>)",
        "math.sqrt(<int64>)");
  }

  private static void strings() {
    for (String type : SCALARS) {
      put("string", "string(<" + type + ">)");
    }
    put(
        "string",
        "<string> + <string>",
        "<string>.lowerAscii()",
        "<string>.upperAscii()",
        "<string>.trim()",
        "<string>.reverse()",
        "<string>.charAt(<limit>)",
        "<string>.charAt(<int64>)",
        "<string>.substring(<limit>)",
        "<string>.substring(<limit>, <limit>)",
        "<string>.substring(<int64>, <int64>)",
        "<string>.replace(<string>, <string>)",
        "<string>.replace(<string>, <string>, <limit>)",
        "<list<string>.join()",
        "<list<string>.join(<string>)",
        "<list<string>[<limit>]",
        "<map<string,string>[<string>]");
  }

  private static void times() {
    put(
        "timestamp",
        "timestamp(<string>)",
        "timestamp(<int64>)",
        "timestamp(<timestamp>)",
        "<timestamp> + <duration>",
        "<duration> + <timestamp>",
        "<timestamp> - <duration>",
        "<list<timestamp>[<limit>]",
        "<map<string,timestamp>[<string>]");
    put(
        "duration",
        "duration(<string>)",
        "duration(<duration>)",
        "<timestamp> - <timestamp>",
        "<duration> + <duration>",
        "<duration> - <duration>");
  }

  private static void collections() {
    for (String item : List.of("string", "int64", "double", "bool", "timestamp")) {
      String type = "list<" + item;
      String list = "<" + type + ">";
      put(type, list + " + " + list, "[<" + item + ">, <" + item + ">]", "[<" + item + ">]");
      put(type, list + ".filter(<v:" + item + ">, <bool>)");
      for (String other : List.of("string", "int64")) {
        put(type, "<list<" + other + ">.map(<v:" + other + ">, <" + item + ">)");
        put(type, "<list<" + other + ">.map(<v:" + other + ">, <bool>, <" + item + ">)");
      }
      String map = "map<string," + item;
      put(map, "{<string>: <" + item + ">, <string>: <" + item + ">}");
      put(map, "{\"a\": <" + item + ">, \"b\": <" + item + ">}");
    }
    put("list<string", "<string>.split(<string>)", "<string>.split(<string>, <limit>)");
    put("list<string", "<map<string,int64>.map(<v:string>, <string>)");
  }
}
