package dev.freshet.features.definition;

import dev.freshet.features.type.ValueType;
import java.util.List;

/** One value of a feature vector: what a model reads. */
public sealed interface Feature permits AggregatedFeature, ExternalFeature, OnDemandFeature {

  /** The name of its view. */
  String view();

  /** Its name within the view. */
  String name();

  ValueType type();

  /** The features made of events that its value rests on: itself, or its operands. */
  List<AggregatedFeature> aggregated();

  /** The features of other servers that its value rests on: itself, or its operands. */
  List<ExternalFeature> external();

  /** What a request must bring for it. */
  List<ContextField> context();

  /**
   * All that decides its values.
   *
   * @param repository that it is of
   */
  String canonical(Repository repository);

  /** {@code view:feature}. */
  default String fullName() {
    return view() + ":" + name();
  }

  /** The name of its column in columnar files: {@code view__feature}. */
  default String columnName() {
    return view() + "__" + name();
  }
}
