package dev.freshet.features.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mistakes in one parsed text: what is not supported, and what the checker found, but for what
 * it found only because of another mistake.
 */
record CheckFaults(Scope scope, Tree tree, Faults faults) {

  void add(List<CelIssue> issues) {
    List<CelExpr> unsupported = new ArrayList<>();
    for (CelExpr expr : tree.all()) {
      Optional<String> reason = Unsupported.reason(expr);
      reason.ifPresent(
          message -> {
            unsupported.add(expr);
            faults.addAt(expr, message);
          });
    }
    for (CelIssue issue : issues) {
      Optional<CelExpr> expr = tree.find(issue.getExprId());
      if (expr.isEmpty()) {
        faults.add(issue.getSourceLocation(), Types.plain(issue.getMessage()));
      } else if (!follows(expr.get(), issue, issues, unsupported)) {
        faults.addAt(expr.get(), wording(expr.get(), issue, issues));
      }
    }
  }

  /** Whether it would not be there without another mistake. */
  private boolean follows(
      CelExpr expr, CelIssue issue, List<CelIssue> issues, List<CelExpr> unsupported) {
    boolean ofUnsupported =
        unsupported.stream().anyMatch(part -> part.equals(expr) || tree.within(part, expr));
    return ofUnsupported
        || (expr.getKind() == ExprKind.Kind.IDENT
            && CheckWording.isUndeclared(issue.getMessage())
            && isNameOfUnknownMacro(expr.ident().name(), expr, issues));
  }

  /** Whether it stands alone as an argument of an unknown function, there or around there. */
  private boolean isNameOfUnknownMacro(String name, CelExpr part, List<CelIssue> issues) {
    Optional<CelExpr> whole = tree.parent(part);
    if (whole.isEmpty()) {
      return false;
    }
    boolean named =
        whole.get().getKind() == ExprKind.Kind.CALL
            && isUndeclared(whole.get(), issues)
            && Tree.parts(whole.get()).stream()
                .filter(argument -> argument.getKind() == ExprKind.Kind.IDENT)
                .anyMatch(argument -> argument.ident().name().equals(name));
    return named || isNameOfUnknownMacro(name, whole.get(), issues);
  }

  private String wording(CelExpr expr, CelIssue issue, List<CelIssue> issues) {
    if (expr.getKind() == ExprKind.Kind.CALL && CheckWording.isUndeclared(issue.getMessage())) {
      String namespace =
          expr.call()
              .target()
              .filter(target -> target.getKind() == ExprKind.Kind.IDENT)
              .filter(target -> isUndeclared(target, issues))
              .map(target -> target.ident().name() + ".")
              .orElse("");
      return FunctionNames.unknown(namespace + expr.call().function());
    }
    return new CheckWording(scope).of(issue.getMessage(), expr);
  }

  private static boolean isUndeclared(CelExpr expr, List<CelIssue> issues) {
    return issues.stream()
        .anyMatch(
            issue ->
                issue.getExprId() == expr.id() && CheckWording.isUndeclared(issue.getMessage()));
  }
}
