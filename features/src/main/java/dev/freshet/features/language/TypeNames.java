package dev.freshet.features.language;

import dev.freshet.features.document.Nearest;
import dev.freshet.features.type.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of types, and those that people try instead. */
final class TypeNames {

  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("int", "int64"),
          Map.entry("int32", "int64"),
          Map.entry("integer", "int64"),
          Map.entry("long", "int64"),
          Map.entry("bigint", "int64"),
          Map.entry("float", "double"),
          Map.entry("float32", "double"),
          Map.entry("float64", "double"),
          Map.entry("decimal", "double"),
          Map.entry("number", "double"),
          Map.entry("boolean", "bool"),
          Map.entry("str", "string"),
          Map.entry("text", "string"),
          Map.entry("varchar", "string"),
          Map.entry("datetime", "timestamp"),
          Map.entry("date", "timestamp"),
          Map.entry("time", "timestamp"),
          Map.entry("array", "list<string>"),
          Map.entry("list", "list<string>"),
          Map.entry("map", "map<string,double>"),
          Map.entry("object", "map<string,double>"));

  private static final Pattern OF = Pattern.compile("(list<|map<string,\\s*)([^<>]*)>?");

  private TypeNames() {}

  static String remedy(String wrong) {
    String rule =
        "types are " + String.join(" ", scalars()) + ", list<T> and map<string,T> of these";
    if (wrong.strip().equals("map<string")) {
      return rule + "; inside { } put map<string,T> in quotes";
    }
    String name = wrong.strip().toLowerCase(Locale.ROOT);
    return nearest(name).map(type -> rule + "; did you mean \"" + type + "\"?").orElse(rule);
  }

  /** Also of what a list or a map is of. */
  private static Optional<String> nearest(String wrong) {
    Matcher of = OF.matcher(wrong);
    return of.matches()
        ? scalar(of.group(2)).map(type -> of.group(1) + type + ">")
        : Optional.ofNullable(FOREIGN.get(wrong)).or(() -> Nearest.to(wrong, scalars()));
  }

  private static Optional<String> scalar(String wrong) {
    return Optional.ofNullable(FOREIGN.get(wrong))
        .or(() -> Nearest.to(wrong, scalars()))
        .filter(scalars()::contains);
  }

  private static List<String> scalars() {
    return Arrays.stream(Scalar.values()).map(Scalar::text).toList();
  }
}
