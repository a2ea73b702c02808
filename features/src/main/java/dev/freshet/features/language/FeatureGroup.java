package dev.freshet.features.language;

import dev.freshet.features.type.ValueType;
import java.util.List;
import java.util.Map;

/** Features under one name, a view of whichever kind, as far as they can be read. */
interface FeatureGroup {

  /** Empty text when it cannot be read. */
  String name();

  /** The names of its features, as far as they are known. */
  List<String> featureNames();

  /** The types of its features by name, as far as they are known. */
  Map<String, ValueType> types();

  /** Whether some of its features are unknown, or their types. */
  boolean isLost();

  /** Whether a feature of that name may be among those that cannot be read. */
  boolean mayYield(String feature);

  /** The features that a definition of that name yields, one per window. */
  default List<String> windowed(String definition) {
    return List.of();
  }
}
