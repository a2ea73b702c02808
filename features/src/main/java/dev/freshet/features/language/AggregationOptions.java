package dev.freshet.features.language;

import java.time.Duration;
import java.util.Optional;

/** What a feature says about its aggregation besides the expressions. */
record AggregationOptions(
    Optional<Integer> k, Optional<Double> q, Optional<Duration> halfLife, int maxKeys) {

  /** Whether what the aggregation must have is there. */
  boolean suffice(AggregationForm form) {
    return switch (form.option()) {
      case NONE -> true;
      case K -> k.isPresent();
      case Q -> q.isPresent();
      case HALF_LIFE -> halfLife.isPresent();
    };
  }
}
