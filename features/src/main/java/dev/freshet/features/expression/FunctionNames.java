package dev.freshet.features.expression;

import dev.cel.common.CelFunctionDecl;
import dev.freshet.features.document.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions and macros that an expression may call. */
final class FunctionNames {

  private static final List<String> STANDARD =
      List.of(
          "has",
          "size",
          "startsWith",
          "endsWith",
          "contains",
          "matches",
          "int",
          "double",
          "string",
          "bool",
          "timestamp",
          "duration",
          "exists",
          "all",
          "exists_one",
          "map",
          "filter",
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

  static final List<String> ALL = all();

  private FunctionNames() {}

  static boolean isKnown(String name) {
    return ALL.contains(name);
  }

  /** Why there is no such function, and what was probably meant. */
  static String unknown(String name) {
    String hint =
        Hints.synonym(name)
            .map(usage -> "; write " + usage)
            .or(() -> nearest(name).map(known -> "; did you mean " + known + "?"))
            .orElse("; docs/expressions.md lists the functions there are");
    return name + " is not a function" + hint;
  }

  /** A macro that is called with the wrong number of arguments is not known to the checker. */
  private static Optional<String> nearest(String name) {
    return Nearest.to(name, ALL).filter(known -> !known.equals(name));
  }

  private static List<String> all() {
    List<String> names = new ArrayList<>(STANDARD);
    Language.EXTENSIONS.stream().map(CelFunctionDecl::name).forEach(names::add);
    return List.copyOf(names);
  }
}
