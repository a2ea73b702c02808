package dev.freshet.features.expression;

import java.util.List;

/** Compiles CEL expressions over one scope. Thread-safe. */
public final class ExpressionCompiler {

  public ExpressionCompiler(Scope scope) {
    throw new UnsupportedOperationException();
  }

  /** Parses, type-checks and compiles. */
  public Compilation compile(String text) {
    throw new UnsupportedOperationException();
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
   * @param column counted from 0
   */
  public record Fault(int line, int column, String message) {}
}
