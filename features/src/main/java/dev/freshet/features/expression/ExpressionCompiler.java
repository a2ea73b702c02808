package dev.freshet.features.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import dev.freshet.features.expression.closure.Node;
import dev.freshet.features.type.ValueType;
import java.util.List;
import java.util.Optional;

/** Compiles CEL expressions over one scope. Thread-safe. */
public final class ExpressionCompiler {

  private final Scope scope;
  private final CelCompiler checker;

  public ExpressionCompiler(Scope scope) {
    this.scope = scope;
    this.checker = Language.over(scope);
  }

  /** Parses, type-checks and compiles. */
  public Compilation compile(String text) {
    if (text.isBlank()) {
      return new Compilation.Refused(List.of(new Fault(1, 0, "the expression is empty")));
    }
    CelValidationResult parsed = checker.parse(text);
    Faults faults = new Faults(parsed.getSource(), text);
    Optional<Expression> expression =
        tree(parsed, faults).flatMap(tree -> compile(text, tree, faults));
    return expression.isPresent()
        ? new Compilation.Compiled(expression.get())
        : new Compilation.Refused(faults.all());
  }

  private static Optional<CelAbstractSyntaxTree> tree(CelValidationResult result, Faults faults) {
    for (CelIssue issue : result.getErrors()) {
      faults.add(issue.getSourceLocation(), ParseWording.of(issue.getMessage()));
      if (ParseWording.isSyntax(issue.getMessage())) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(result.getAst());
    } catch (CelValidationException invalid) {
      if (faults.isEmpty()) {
        faults.add(CelSourceLocation.NONE, String.valueOf(invalid.getMessage()));
      }
      return Optional.empty();
    }
  }

  private Optional<Expression> compile(String text, CelAbstractSyntaxTree parsed, Faults faults) {
    Tree tree = new Tree(parsed.getExpr());
    CelValidationResult checked = checker.check(parsed);
    new CheckFaults(scope, tree, faults).add(checked.getErrors());
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    return tree(checked, faults).flatMap(ast -> lower(text, ast, faults));
  }

  private Optional<Expression> lower(String text, CelAbstractSyntaxTree ast, Faults faults) {
    Lowering lowering = new Lowering(scope, ast, faults);
    Optional<Node> node = lowering.lower();
    Optional<ValueType> type = Types.value(ast.getResultType());
    if (node.isPresent() && type.isEmpty()) {
      faults.addAt(ast.getExpr(), Hints.noValue(ast.getResultType()));
    }
    return node.flatMap(
        root ->
            type.map(
                known ->
                    new CompiledExpression(
                        text,
                        known,
                        lowering.reads(),
                        lowering.tables(),
                        root,
                        lowering.locals())));
  }

  /** An expression, or what is wrong with the text. */
  public sealed interface Compilation {

    /** The text is an expression. */
    record Compiled(Expression expression) implements Compilation {}

    /** The text is none. */
    record Refused(List<Fault> faults) implements Compilation {}
  }

  /**
   * One thing wrong with an expression's text.
   *
   * @param line counted from 1 within the text
   * @param column counted from 0, in code points
   */
  public record Fault(int line, int column, String message) {}
}
