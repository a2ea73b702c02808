package dev.freshet.features.expression;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.freshet.features.expression.closure.Extremes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A function or operator that does not take what it was given.
 *
 * @param receiver the type of the value that the function was called on; empty for a plain call
 * @param candidates what it could take, as the checker writes it; perhaps empty
 */
record Mismatch(
    String function, Optional<String> receiver, List<String> types, List<String> candidates) {

  private static final Pattern MESSAGE =
      Pattern.compile(
          "found no matching overload for '(.*?)' applied to '(.*?)'(?: \\(candidates: (.*)\\))?");

  /** The accumulator that the parser gives to the loops it makes of macros. */
  private static final String ACCUMULATOR = "@result";

  /** Empty if the checker's message says something else. */
  static Optional<Mismatch> of(String message) {
    Matcher matcher = MESSAGE.matcher(message);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String applied = matcher.group(2);
    int open = applied.startsWith("(") ? 0 : applied.lastIndexOf(".(") + 1;
    return Optional.of(
        new Mismatch(
            matcher.group(1),
            open == 0 ? Optional.empty() : Optional.of(applied.substring(0, open - 1)),
            split(applied.substring(open + 1, applied.length() - 1)),
            matcher.group(3) == null ? List.of() : split(matcher.group(3))));
  }

  String wording(CelExpr expr) {
    if (!Operators.is(function)) {
      return ofFunction();
    }
    Optional<String> condition = macroCondition(expr);
    return condition
        .map(type -> "the condition on the elements must be bool, not " + type)
        .orElseGet(() -> Operators.mismatch(function, types));
  }

  /** The type of what should be a macro's condition, if this is the loop made of the macro. */
  private Optional<String> macroCondition(CelExpr expr) {
    List<CelExpr> arguments = expr.call().args();
    if (function.equals(Operator.CONDITIONAL.getFunction()) && isAccumulator(arguments.get(2))) {
      return Optional.of(types.get(0));
    }
    boolean step =
        (function.equals(Operator.LOGICAL_AND.getFunction())
                || function.equals(Operator.LOGICAL_OR.getFunction()))
            && isAccumulator(arguments.get(0));
    return step ? Optional.of(types.get(1)) : Optional.empty();
  }

  private static boolean isAccumulator(CelExpr expr) {
    return expr.getKind() == ExprKind.Kind.IDENT && expr.ident().name().equals(ACCUMULATOR);
  }

  private String ofFunction() {
    String given =
        receiver.map(type -> "called on " + type + " and ").orElse("")
            + (types.isEmpty() ? "given nothing" : "given " + String.join(", ", types));
    String taken =
        candidates.stream()
            .filter(candidate -> !candidate.contains("uint") && !candidate.contains("bytes"))
            .map(this::call)
            .distinct()
            .collect(Collectors.joining(" or "));
    if (function.startsWith("math.") && types.size() > 1) {
      taken =
          "%s of int or of double, at most %d, or of one list".formatted(function, Extremes.MOST);
    } else if (taken.isEmpty()) {
      taken = receiver.isPresent() ? function + "(x)" : "x." + function + "(...)";
    }
    return "%s cannot be %s; write %s".formatted(function, given, taken);
  }

  /** {@code string.(string)} as {@code string.contains(string)}. */
  private String call(String candidate) {
    String named =
        candidate.startsWith("(")
            ? function + candidate
            : candidate.replaceFirst("\\.\\(", "." + function + "(");
    return named.replaceAll("%[A-Z]+\\d+", "T");
  }

  /** At the commas that stand in no parentheses. */
  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(list.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(list.substring(from).strip());
    return parts.equals(Arrays.asList("")) ? List.of() : List.copyOf(parts);
  }
}
