package dev.freshet.features.definition;

import dev.freshet.features.type.ValueType;

/**
 * One value of an entity: what a model reads.
 *
 * @param view the name of its view
 * @param name the definition's name with the span's suffix, such as {@code views_5m}
 */
public record Feature(
    String view,
    String name,
    ValueType type,
    FeatureDefinition definition,
    FeatureDefinition.Span span) {

  /** {@code view:feature}. */
  public String fullName() {
    return view + ":" + name;
  }

  /** The name of its column in columnar files: {@code view__feature}. */
  public String columnName() {
    return view + "__" + name;
  }
}
