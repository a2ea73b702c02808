package dev.freshet.features.aggregation;

import dev.freshet.features.type.Scalar;

/** An aggregation that gives one of the values that it takes, or {@code null}. */
sealed interface OneValue extends Aggregation permits First, Last, Max, Min {

  /** What it takes and gives. */
  Scalar of();

  @Override
  default Scalar type() {
    return of();
  }

  @Override
  default Object empty() {
    return null;
  }
}
