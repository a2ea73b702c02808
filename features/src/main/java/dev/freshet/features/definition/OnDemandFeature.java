package dev.freshet.features.definition;

import dev.freshet.features.expression.Expression;
import dev.freshet.features.type.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A feature computed when it is asked for, from other features of the same row and from the
 * request's context; offline from columns of the spine instead.
 *
 * @param view the name of its on-demand view
 * @param value over the operands: the n-th of them is the expression's slot n
 */
public record OnDemandFeature(
    String view, String name, ValueType type, Expression value, List<Operand> operands)
    implements Feature {

  public OnDemandFeature {
    operands = List.copyOf(operands);
  }

  /**
   * Its value.
   *
   * @param values of the operands, {@code null} where there is none
   * @return {@code null} if the expression fails: an operand without a value was read, a map has no
   *     such key, a number is NaN or infinite
   */
  public Object value(Object[] values) {
    Object value = this.value.evaluate(values);
    return value == Expression.FAILED ? null : value;
  }

  @Override
  public String canonical(Repository repository) {
    StringBuilder canonical = new StringBuilder("on demand ");
    canonical.append(fullName()).append(' ').append(type.text());
    canonical.append("\nvalue ").append(FeatureDefinition.text(Optional.of(value)));
    canonical.append(FeatureDefinition.tables(Stream.of(value)));
    for (Operand operand : operands) {
      canonical.append("\noperand ");
      if (operand instanceof Operand.OfFeature of) {
        canonical.append(of.feature().canonical(repository));
      } else if (operand instanceof Operand.OfExternal of) {
        canonical.append(of.feature().canonical(repository));
      } else {
        ContextField field = ((Operand.OfContext) operand).field();
        canonical.append(field.name()).append(' ').append(field.type().text());
      }
    }
    return canonical.toString();
  }

  @Override
  public List<AggregatedFeature> aggregated() {
    return operands.stream()
        .filter(Operand.OfFeature.class::isInstance)
        .map(operand -> ((Operand.OfFeature) operand).feature())
        .toList();
  }

  @Override
  public List<ExternalFeature> external() {
    return operands.stream()
        .filter(Operand.OfExternal.class::isInstance)
        .map(operand -> ((Operand.OfExternal) operand).feature())
        .toList();
  }

  @Override
  public List<ContextField> context() {
    return operands.stream()
        .filter(Operand.OfContext.class::isInstance)
        .map(operand -> ((Operand.OfContext) operand).field())
        .toList();
  }

  /** What an on-demand feature is computed from. */
  public sealed interface Operand {

    /** A feature made of events. */
    record OfFeature(AggregatedFeature feature) implements Operand {}

    /** A feature of another server. */
    record OfExternal(ExternalFeature feature) implements Operand {}

    /** Something that the request brings. */
    record OfContext(ContextField field) implements Operand {}
  }
}
