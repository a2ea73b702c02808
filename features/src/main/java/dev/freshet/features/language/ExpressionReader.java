package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Place;
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
import java.util.regex.Pattern;

/** Reads expressions over the events of one source. */
final class ExpressionReader {

  private static final Set<ValueType> KEYS = Set.of(Scalar.STRING, new ListType(Scalar.STRING));

  private static final Pattern MEMBER =
      Pattern.compile("\\bevent\\s*\\.\\s*([A-Za-z_][A-Za-z0-9_]*)");

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
    Compilation compilation = known.compile(text.value().stripTrailing());
    if (compilation instanceof Compiled compiled) {
      return Optional.of(compiled.expression());
    }
    if (compilation instanceof Refused refused) {
      refused.faults().forEach(fault -> report(fault, text));
    }
    return Optional.empty();
  }

  private void report(Fault fault, Text text) {
    Place place = text.placeOf(fault.line());
    String message = "in " + text.shown() + ": " + fault.message();
    source
        .flatMap(known -> missing(known, fault, text.value()))
        .ifPresentOrElse(
            missing -> findings.reportOnce(missing, place, message),
            () -> findings.report(place, message));
  }

  /** The field of the event that the fault is about, if it is one that the source does not have. */
  private static Optional<Missing> missing(SourceDraft source, Fault fault, String text) {
    return MEMBER
        .matcher(text)
        .results()
        .map(member -> member.group(1))
        .filter(name -> !source.declares(name))
        .filter(name -> fault.message().matches("(?s).*\\b" + name + "\\b.*"))
        .findFirst()
        .map(name -> new Missing(source.place(), name));
  }
}
