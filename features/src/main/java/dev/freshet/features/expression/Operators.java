package dev.freshet.features.expression;

import dev.cel.common.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the operators are called in a tree and in a text, and what they take. */
final class Operators {

  private static final Map<String, String> WRITTEN =
      Map.of(
          Operator.CONDITIONAL.getFunction(), "? :",
          Operator.LOGICAL_AND.getFunction(), "&&",
          Operator.LOGICAL_OR.getFunction(), "||",
          Operator.LOGICAL_NOT.getFunction(), "!",
          Operator.NEGATE.getFunction(), "-",
          Operator.INDEX.getFunction(), "[ ]",
          Operator.IN.getFunction(), "in");

  private static final Set<String> NUMBERS = Set.of("int", "double");
  private static final Set<String> BOOLEAN = Set.of("&&", "||", "!");

  /** The type of what is a mistake itself. */
  private static final String WRONG = "*error*";

  private Operators() {}

  static boolean is(String function) {
    return !written(function).equals(function);
  }

  /** {@code _+_} as {@code +}; functions as they are. */
  static String written(String function) {
    String word = WRITTEN.get(function);
    if (word != null) {
      return word;
    }
    boolean binary = function.length() > 2 && function.startsWith("_") && function.endsWith("_");
    return binary ? function.substring(1, function.length() - 1) : function;
  }

  /** Why the operator cannot take values of those types, and how to mend it. */
  static String mismatch(String function, List<String> types) {
    String operator = written(function);
    if (operator.equals("? :")) {
      return types.get(0).equals("bool")
          ? "both results of ? : must be of one type, not %s and %s%s"
              .formatted(types.get(1), types.get(2), remedy(operator, types.subList(1, 3)))
          : "the condition of ? : must be bool, not " + types.get(0);
    }
    List<String> known = types.stream().filter(type -> !type.equals(WRONG)).toList();
    return "%s does not take %s%s"
        .formatted(operator, String.join(" and ", known), remedy(operator, known));
  }

  private static String remedy(String operator, List<String> types) {
    Optional<Answer> answer =
        types.stream().flatMap(type -> Answer.ofPlainType(type).stream()).findFirst();
    if (answer.isPresent()) {
      return "; read a member, such as " + answer.get().reading();
    }
    if (BOOLEAN.contains(operator)) {
      return "; it takes bool, such as event.x == \"a\" or event.x > 0";
    }
    if (operator.equals("[ ]")) {
      return "; lists are indexed by int, maps by their keys, and members are read with a dot";
    }
    if (operator.equals("%")) {
      return "; it takes int and int; convert with int(...)";
    }
    if (NUMBERS.containsAll(types)) {
      return "; write 2.0 for 2, or convert one side with double(...) or int(...)";
    }
    if (operator.equals("in")) {
      return "; it takes a value and a list of such values, or a key and a map";
    }
    if (types.contains("timestamp") || types.contains("duration")) {
      return "; times are compared with timestamp(\"2026-11-22T12:00:00Z\") and moved by"
          + " duration(\"1h\")";
    }
    if (types.contains("string")) {
      return "; convert one side, such as with string(...) or int(...)";
    }
    return "; both sides must be of one type";
  }
}
