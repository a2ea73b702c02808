package dev.freshet.features.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The expressions of one syntax tree by their ids, from the whole to its parts. What is known by an
 * id of its own but is no expression, an entry of a message, is taken for the whole of it.
 */
final class Tree {

  private final Map<Long, CelExpr> exprs = new LinkedHashMap<>();
  private final Map<Long, Long> parents = new LinkedHashMap<>();

  Tree(CelExpr root) {
    add(root);
  }

  Collection<CelExpr> all() {
    return exprs.values();
  }

  Optional<CelExpr> find(long id) {
    return Optional.ofNullable(exprs.get(id));
  }

  /** What the expression is a part of. */
  Optional<CelExpr> parent(CelExpr expr) {
    return Optional.ofNullable(parents.get(expr.id())).map(exprs::get);
  }

  /** Whether the one is a part, or part of a part, of the other. */
  boolean within(CelExpr part, CelExpr whole) {
    Optional<CelExpr> parent = parent(part);
    return parent.isPresent() && (parent.get().id() == whole.id() || within(parent.get(), whole));
  }

  private void add(CelExpr expr) {
    exprs.put(expr.id(), expr);
    if (expr.getKind() == ExprKind.Kind.STRUCT) {
      expr.struct().entries().forEach(entry -> exprs.put(entry.id(), expr));
    }
    for (CelExpr part : parts(expr)) {
      parents.put(part.id(), expr.id());
      add(part);
    }
  }

  /** Its operands, arguments, items and so on. */
  static List<CelExpr> parts(CelExpr expr) {
    List<CelExpr> parts = new ArrayList<>();
    switch (expr.getKind()) {
      case SELECT -> parts.add(expr.select().operand());
      case CALL -> {
        expr.call().target().ifPresent(parts::add);
        parts.addAll(expr.call().args());
      }
      case LIST -> parts.addAll(expr.list().elements());
      case STRUCT -> expr.struct().entries().forEach(entry -> parts.add(entry.value()));
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    parts.add(entry.key());
                    parts.add(entry.value());
                  });
      case COMPREHENSION -> {
        parts.add(expr.comprehension().iterRange());
        parts.add(expr.comprehension().accuInit());
        parts.add(expr.comprehension().loopCondition());
        parts.add(expr.comprehension().loopStep());
        parts.add(expr.comprehension().result());
      }
      default -> {}
    }
    return parts;
  }
}
