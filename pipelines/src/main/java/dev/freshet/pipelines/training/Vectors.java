package dev.freshet.pipelines.training;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.OnDemandFeature.Operand;
import dev.freshet.pipelines.spine.SpineRows;
import java.util.List;
import java.util.Map;

/**
 * Puts the vector of a row together: what its entities answered, what the row has of other servers,
 * and what is computed from that and from the row's context. Not thread-safe.
 */
final class Vectors {

  private final List<Feature> features;
  private final List<ContextField> context;
  private final List<ExternalFeature> external;
  private final Map<String, int[]> places;
  private final Object[][] nothing;
  private final Object[][] answers;

  Vectors(Needs needs) {
    features = needs.features();
    context = needs.context();
    external = needs.external();
    places = needs.places();
    nothing = needs.parts().stream().map(Vectors::nothing).toArray(Object[][]::new);
    answers = nothing.clone();
  }

  private static Object[] nothing(Needs.Part part) {
    return part.features().stream()
        .map(feature -> feature.definition().aggregation().empty())
        .toArray();
  }

  /** How many values a part's answer has. */
  int count(int part) {
    return nothing[part].length;
  }

  /** An entity of the row at hand has answered. */
  void put(Answer answer) {
    answers[answer.part()] = answer.values();
  }

  /** The vector of the row at hand, after which comes another; one not asked has no event. */
  Object[] take(SpineRows row) {
    Object[] values = new Object[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(features.get(i), row);
    }
    System.arraycopy(nothing, 0, answers, 0, nothing.length);
    return values;
  }

  private Object value(Feature feature, SpineRows row) {
    if (feature instanceof OnDemandFeature onDemand) {
      return onDemand.value(operands(onDemand, row));
    } else if (feature instanceof ExternalFeature brought) {
      return row.external(external.indexOf(brought));
    }
    return answered((AggregatedFeature) feature);
  }

  private Object[] operands(OnDemandFeature feature, SpineRows row) {
    Object[] values = new Object[feature.operands().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = operand(feature.operands().get(i), row);
    }
    return values;
  }

  private Object operand(Operand operand, SpineRows row) {
    if (operand instanceof Operand.OfFeature of) {
      return answered(of.feature());
    } else if (operand instanceof Operand.OfExternal of) {
      return row.external(external.indexOf(of.feature()));
    }
    return row.context(context.indexOf(((Operand.OfContext) operand).field()));
  }

  private Object answered(AggregatedFeature feature) {
    int[] place = places.get(feature.fullName());
    return answers[place[0]][place[1]];
  }
}
