package dev.freshet.features.language;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.OnDemandFeature.Operand;
import dev.freshet.features.definition.OnDemandView;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Place;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.type.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An on-demand feature view as far as it can be read.
 *
 * @param name empty text when it cannot be read
 * @param lost whether there may be more features
 */
record OnDemandDraft(
    String name, List<ContextField> context, List<FeatureDraft> features, boolean lost)
    implements FeatureGroup {

  @Override
  public List<String> featureNames() {
    return features.stream().flatMap(feature -> feature.name().stream()).distinct().toList();
  }

  @Override
  public boolean mayYield(String feature) {
    return lost && Nearest.to(feature, featureNames()).isEmpty();
  }

  @Override
  public Map<String, ValueType> types() {
    Map<String, ValueType> types = new LinkedHashMap<>();
    for (FeatureDraft draft : features) {
      if (draft.name().isPresent() && draft.value().isPresent()) {
        types.putIfAbsent(draft.name().get(), draft.value().get().type());
      }
    }
    return types;
  }

  @Override
  public boolean isLost() {
    return lost || features.stream().anyMatch(draft -> draft.value().isEmpty());
  }

  /** The whole; only to be asked for when nothing was reported. */
  OnDemandView view(Map<String, Feature> operands) {
    return new OnDemandView(
        name, context, features.stream().map(draft -> draft.feature(name, operands)).toList());
  }

  /**
   * A feature as far as it can be read.
   *
   * @param name empty when it cannot be read
   * @param place that of the name
   * @param value empty when something is wrong or rests on something wrong
   * @param operands what the value's slots are, in order
   */
  record FeatureDraft(
      Optional<String> name, Place place, Optional<Expression> value, List<Reference> operands) {

    private OnDemandFeature feature(String view, Map<String, Feature> features) {
      Expression known = value.orElseThrow();
      return new OnDemandFeature(
          view,
          name.orElseThrow(),
          known.type(),
          known,
          operands.stream().map(reference -> reference.operand(features)).toList());
    }
  }

  /**
   * A member of a variable that an expression reads.
   *
   * @param variable a view, or {@code context}
   */
  record Reference(String variable, String member, ValueType type) {

    private Operand operand(Map<String, Feature> features) {
      if (variable.equals(OnDemandReader.CONTEXT)) {
        return new Operand.OfContext(new ContextField(member, type));
      }
      Feature feature = features.get(variable + ":" + member);
      return feature instanceof ExternalFeature external
          ? new Operand.OfExternal(external)
          : new Operand.OfFeature((AggregatedFeature) feature);
    }
  }
}
