package dev.freshet.features.expression;

import dev.cel.common.ast.CelExpr;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.type.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the checker finds, said in the words of definitions. */
record CheckWording(Scope scope) {

  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '(.*)' \\(in container .*");
  private static final Pattern UNDEFINED = Pattern.compile("undefined field '(.*)'");
  private static final Pattern NO_MEMBERS =
      Pattern.compile("type '(.*)' does not support field selection");
  private static final Pattern NO_RANGE =
      Pattern.compile("expression of type '(.*)' cannot be range of a comprehension .*");

  /** Whether the message says that a name is not known. */
  static boolean isUndeclared(String message) {
    return UNDECLARED.matcher(message).matches();
  }

  String of(String found, CelExpr expr) {
    String message = Types.plain(found);
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return unknownName(undeclared.group(1));
    }
    Matcher undefined = UNDEFINED.matcher(message);
    if (undefined.matches()) {
      return unknownMember(expr.select().operand(), undefined.group(1));
    }
    Matcher noMembers = NO_MEMBERS.matcher(message);
    if (noMembers.matches()) {
      String field = expr.select().field();
      return "%s has no members, so no %s%s"
          .formatted(
              noMembers.group(1),
              field,
              FunctionNames.isKnown(field) ? "; a function is called: x." + field + "()" : "");
    }
    Matcher noRange = NO_RANGE.matcher(message);
    if (noRange.matches()) {
      return "only lists and maps have elements to go over, %s has none"
          .formatted(noRange.group(1));
    }
    return Mismatch.of(message).map(mismatch -> mismatch.wording(expr)).orElse(message);
  }

  /** Of a variable, or of what a function gives. */
  private String unknownMember(CelExpr operand, String member) {
    Optional<Answer> answer =
        operand.getKind() == CelExpr.ExprKind.Kind.CALL
            ? Answer.ofFunction(operand.call().function())
            : Optional.empty();
    if (answer.isPresent()) {
      return unknownMember(answer.get().function() + "(...)", answer.get().members(), member);
    }
    if (operand.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return "this has no member " + member;
    }
    String variable = operand.ident().name();
    return unknownMember(variable, scope.variables().getOrDefault(variable, Map.of()), member);
  }

  private static String unknownMember(
      String variable, Map<String, ValueType> members, String member) {
    Optional<String> nearest = Nearest.to(member, members.keySet());
    return "%s has no member %s%s"
        .formatted(
            variable,
            member,
            nearest
                .map(name -> "; did you mean " + variable + "." + name + "?")
                .orElseGet(() -> "; it has " + String.join(", ", members.keySet())));
  }

  private String unknownName(String name) {
    for (Map.Entry<String, Map<String, ValueType>> variable : scope.variables().entrySet()) {
      if (variable.getValue().containsKey(name)) {
        return "%s is not known; did you mean %s.%s?".formatted(name, variable.getKey(), name);
      }
    }
    Optional<String> nearest = Nearest.to(name, scope.variables().keySet());
    return name
        + " is not known"
        + nearest
            .map(variable -> "; did you mean " + variable + "?")
            .orElseGet(() -> "; there is " + String.join(", ", scope.variables().keySet()));
  }
}
