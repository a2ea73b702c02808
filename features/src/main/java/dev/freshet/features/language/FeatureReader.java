package dev.freshet.features.language;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.LastK;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Text;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Optional;

/** Reads the entries under a view's {@code features}. */
final class FeatureReader {

  static final int GREATEST_K = LastK.MAX_K;
  static final int MAX_KEYS = 100;
  static final int GREATEST_MAX_KEYS = 10_000;

  private final ExpressionReader expressions;
  private final Findings findings;
  private final Literals literals;

  FeatureReader(ExpressionReader expressions, Findings findings) {
    this.expressions = expressions;
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  /** Empty, and reported, when it is no mapping. */
  Optional<DefinitionDraft> read(Item item) {
    return Members.of(item, Language.FEATURE, findings).map(this::read);
  }

  private DefinitionDraft read(Members members) {
    Optional<String> name = members.get("name").flatMap(literals::name);
    Optional<AggregationForm> form = members.get("aggregation").flatMap(this::form);
    FeatureKeys keys = new FeatureKeys(members, form, findings);
    SpansReader spans = new SpansReader(literals);
    spans.read(keys.get("windows"));
    Optional<Expression> where = keys.get("where").flatMap(expressions::where);
    Optional<Expression> value = keys.get("value").flatMap(item -> value(item, form));
    Optional<Expression> by = keys.get("by").flatMap(expressions::by);
    Optional<Aggregation> aggregation =
        aggregation(form, value.map(Expression::type), options(keys), keys.get("by").isPresent());
    Optional<FeatureDefinition> definition =
        aggregation.map(
            known ->
                new FeatureDefinition(name.orElse(""), known, where, value, by, spans.spans()));
    boolean windowsLost =
        spans.lost() || (members.get("windows").isPresent() && keys.get("windows").isEmpty());
    return new DefinitionDraft(
        name, members.placeOf("name"), spans.spans(), windowsLost, definition);
  }

  private Optional<AggregationForm> form(Item item) {
    return literals.text(item, "the name of an aggregation").flatMap(this::form);
  }

  private Optional<AggregationForm> form(Text text) {
    Optional<AggregationForm> form = AggregationForm.named(text.value());
    if (form.isEmpty()) {
      String hint = Nearest.hint(text.value(), AggregationForm.names());
      findings.report(text.place(), "there is no aggregation " + text.shown() + hint);
    }
    return form;
  }

  private Optional<Expression> value(Item item, Optional<AggregationForm> form) {
    Optional<Expression> value = expressions.expression(item);
    if (form.isEmpty() || value.isEmpty() || form.get().takes().accepts(value.get().type())) {
      return value;
    }
    return literals.refuse(
        item,
        "is of type " + value.get().type().text(),
        "%s takes %s".formatted(form.get().text(), form.get().takes().text()));
  }

  private AggregationOptions options(FeatureKeys keys) {
    return new AggregationOptions(
        keys.get("k").flatMap(item -> literals.integer(item, 1, GREATEST_K)),
        keys.get("q").flatMap(literals::share),
        keys.get("half_life").flatMap(literals::duration),
        keys.get("max_keys")
            .flatMap(item -> literals.integer(item, 1, GREATEST_MAX_KEYS))
            .orElse(MAX_KEYS));
  }

  /** Empty when something that it needs could not be read, which has been reported. */
  private static Optional<Aggregation> aggregation(
      Optional<AggregationForm> form,
      Optional<ValueType> value,
      AggregationOptions options,
      boolean by) {
    return form.filter(known -> known.takes() == Takes.NOTHING || value.isPresent())
        .filter(options::suffice)
        .map(known -> known.aggregation(value.orElse(Scalar.INT64), options, by));
  }
}
