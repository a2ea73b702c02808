package dev.freshet.features.expression;

import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.freshet.features.expression.ExpressionCompiler.Fault;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found wrong with one text. A mistake that is made twice is one fault, at its first
 * place.
 */
final class Faults {

  private final CelSource source;
  private final String text;
  private final Map<String, Fault> byMessage = new LinkedHashMap<>();

  Faults(CelSource source, String text) {
    this.source = source;
    this.text = text;
  }

  boolean isEmpty() {
    return byMessage.isEmpty();
  }

  /** In the order of the text. */
  List<Fault> all() {
    return byMessage.values().stream()
        .sorted(Comparator.comparing(Fault::line).thenComparing(Fault::column))
        .toList();
  }

  /** At the start of the expression's own name, where it has one. */
  void addAt(CelExpr expr, String message) {
    addAt(expr, source.getPositionsMap().getOrDefault(expr.id(), 0), message);
  }

  /**
   * @param offset where the checker puts it, in code points: at a dot, an operator or a parenthesis
   */
  void addAt(CelExpr expr, int offset, String message) {
    add(source.getOffsetLocation(nameOffset(expr, offset)).orElse(CelSourceLocation.NONE), message);
  }

  void add(CelSourceLocation location, String message) {
    Fault fault =
        new Fault(Math.max(1, location.getLine()), Math.max(0, location.getColumn()), message);
    byMessage.merge(message, fault, Faults::earlier);
  }

  private static Fault earlier(Fault left, Fault right) {
    return left.line() < right.line()
            || (left.line() == right.line() && left.column() <= right.column())
        ? left
        : right;
  }

  private int nameOffset(CelExpr expr, int offset) {
    int at = text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length())));
    int name =
        switch (expr.getKind()) {
          case SELECT -> text.indexOf(expr.select().field(), at);
          case CALL -> {
            String function = expr.call().function();
            yield text.startsWith(function, at - function.length()) ? at - function.length() : at;
          }
          default -> at;
        };
    return text.codePointCount(0, name < 0 ? at : name);
  }
}
