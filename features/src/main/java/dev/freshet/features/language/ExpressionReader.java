package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Text;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.expression.ExpressionCompiler;
import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import dev.freshet.features.expression.ExpressionCompiler.Compilation.Compiled;
import dev.freshet.features.expression.ExpressionCompiler.Compilation.Refused;
import dev.freshet.features.expression.ExpressionCompiler.Fault;
import dev.freshet.features.expression.Scope;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Optional;
import java.util.Set;

/** Reads expressions over the events of one source. */
final class ExpressionReader {

  private static final Set<ValueType> KEYS = Set.of(Scalar.STRING, new ListType(Scalar.STRING));

  private final Optional<SourceDraft> source;
  private final Optional<ExpressionCompiler> compiler;
  private final Findings findings;
  private final Literals literals;

  /**
   * @param source empty when it is not known; then expressions come back empty, unchecked
   */
  ExpressionReader(Optional<SourceDraft> source, Findings findings) {
    this.source = source;
    this.compiler =
        source.map(known -> new ExpressionCompiler(Scope.ofEvent(known.source().schema())));
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  Optional<Expression> where(Item item) {
    return expression(item).filter(where -> is(item, where, Set.of(Scalar.BOOL), "bool"));
  }

  Optional<Expression> by(Item item) {
    return expression(item).filter(by -> is(item, by, KEYS, "string or list<string>"));
  }

  private boolean is(Item item, Expression expression, Set<ValueType> types, String wanted) {
    if (!types.contains(expression.type())) {
      literals.refuse(
          item, "is of type " + expression.type().text(), "it must be of type " + wanted);
    }
    return types.contains(expression.type());
  }

  Optional<Expression> expression(Item item) {
    return literals
        .text(item, "an expression such as event.price")
        .filter(text -> source.isPresent() && !source.get().obscures(text.value()))
        .flatMap(text -> compiler.flatMap(known -> compile(known, text)));
  }

  private Optional<Expression> compile(ExpressionCompiler known, Text text) {
    Compilation compilation = known.compile(text.value());
    if (compilation instanceof Compiled compiled) {
      return Optional.of(compiled.expression());
    }
    if (compilation instanceof Refused refused) {
      for (Fault fault : refused.faults()) {
        findings.report(text.placeOf(fault.line()), "in " + text.shown() + ": " + fault.message());
      }
    }
    return Optional.empty();
  }
}
