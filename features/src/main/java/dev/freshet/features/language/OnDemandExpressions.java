package dev.freshet.features.language;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Text;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.expression.ExpressionCompiler;
import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import dev.freshet.features.expression.ExpressionCompiler.Compilation.Compiled;
import dev.freshet.features.expression.ExpressionCompiler.Compilation.Refused;
import dev.freshet.features.expression.Scope;
import dev.freshet.features.language.OnDemandDraft.Reference;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads expressions over all features, each view a variable, and over one view's context. */
final class OnDemandExpressions {

  private final List<FeatureGroup> views;
  private final boolean viewsLost;
  private final boolean contextLost;
  private final Findings findings;
  private final Literals literals;
  private final Scope scope;
  private final ExpressionCompiler compiler;

  /**
   * @param views whose features an expression may read
   * @param viewsLost whether there may be more of them
   * @param contextLost whether the context may have more fields
   */
  OnDemandExpressions(
      List<FeatureGroup> views,
      boolean viewsLost,
      List<ContextField> context,
      boolean contextLost,
      Findings findings) {
    this.views = views;
    this.viewsLost = viewsLost;
    this.contextLost = contextLost;
    this.findings = findings;
    this.literals = new Literals(findings);
    Map<String, Map<String, ValueType>> variables = new LinkedHashMap<>();
    for (FeatureGroup view : views) {
      if (!view.name().isEmpty()) {
        variables.putIfAbsent(view.name(), view.types());
      }
    }
    Map<String, ValueType> fields = new LinkedHashMap<>();
    context.forEach(field -> fields.put(field.name(), field.type()));
    variables.put(OnDemandReader.CONTEXT, fields);
    this.scope = new Scope(variables);
    this.compiler = new ExpressionCompiler(scope);
  }

  /**
   * An expression over its operands.
   *
   * @param operands what its slots are, in order
   */
  record Read(Expression expression, List<Reference> operands) {}

  /**
   * @param type what it must give; empty when that cannot be read
   */
  Optional<Read> read(Item item, Optional<ValueType> type) {
    return literals
        .text(item, "an expression such as user_activity.views_1h")
        .filter(text -> !obscured(text.value()))
        .flatMap(text -> compile(text, type));
  }

  /** Whether it may name what could not be read: then nothing can be said of it. */
  private boolean obscured(String text) {
    return viewsLost
        || (contextLost && mentions(text, OnDemandReader.CONTEXT))
        || views.stream().anyMatch(view -> view.isLost() && mentions(text, view.name()));
  }

  private static boolean mentions(String text, String name) {
    return Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(text).find();
  }

  private Optional<Read> compile(Text text, Optional<ValueType> type) {
    String written = text.value().stripTrailing();
    Compilation compilation = compiler.compile(written);
    if (compilation instanceof Refused refused) {
      refused
          .faults()
          .forEach(
              fault ->
                  findings.report(
                      text.placeOf(fault.line()), "in " + text.shown() + ": " + fault.message()));
    }
    return compilation instanceof Compiled compiled && isOf(type, compiled.expression(), text)
        ? Optional.of(overOperands(written, compiled.expression()))
        : Optional.empty();
  }

  private boolean isOf(Optional<ValueType> type, Expression expression, Text text) {
    if (type.isPresent() && !type.get().equals(expression.type())) {
      boolean number = type.get() == Scalar.DOUBLE && expression.type() == Scalar.INT64;
      literals.refuse(
          text,
          "is of type " + expression.type().text(),
          "type says "
              + type.get().text()
              + (number
                  ? ": convert with double(...), or write type: int64"
                  : ": change one of them"));
    }
    return type.isPresent() && type.get().equals(expression.type());
  }

  /** Compiles it again, over nothing but what it reads. */
  private Read overOperands(String written, Expression expression) {
    List<Reference> operands = new ArrayList<>();
    Map<String, Map<String, ValueType>> variables = new LinkedHashMap<>();
    int slot = 0;
    for (Map.Entry<String, Map<String, ValueType>> variable : scope.variables().entrySet()) {
      for (Map.Entry<String, ValueType> member : variable.getValue().entrySet()) {
        if (expression.reads().contains(slot++)) {
          variables
              .computeIfAbsent(variable.getKey(), name -> new LinkedHashMap<>())
              .put(member.getKey(), member.getValue());
          operands.add(new Reference(variable.getKey(), member.getKey(), member.getValue()));
        }
      }
    }
    Compilation again = new ExpressionCompiler(new Scope(variables)).compile(written);
    if (again instanceof Compiled compiled) {
      return new Read(compiled.expression(), operands);
    }
    throw new IllegalStateException("compiled over more, not over less: " + written);
  }
}
