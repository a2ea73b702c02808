package dev.freshet.pipelines.examples;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Feature;

/** Whether a value says anything of whom it is of. */
final class Telling {

  private Telling() {}

  /** Not without a value, nor with the one that everybody has of whom there is no event. */
  static boolean is(Feature feature, Object value) {
    if (value == null) {
      return false;
    }
    return !(feature instanceof AggregatedFeature aggregated
        && value.equals(aggregated.definition().aggregation().empty()));
  }
}
