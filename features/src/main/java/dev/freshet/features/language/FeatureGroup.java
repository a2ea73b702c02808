package dev.freshet.features.language;

import java.util.List;

/** Features under one name, a view of whichever kind, as far as they can be read. */
interface FeatureGroup {

  /** Empty text when it cannot be read. */
  String name();

  /** The names of its features, as far as they are known. */
  List<String> featureNames();

  /** Whether a feature of that name may be among those that cannot be read. */
  boolean mayYield(String feature);

  /** The features that a definition of that name yields, one per window. */
  List<String> windowed(String definition);
}
