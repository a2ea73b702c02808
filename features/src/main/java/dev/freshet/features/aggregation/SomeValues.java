package dev.freshet.features.aggregation;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import java.util.List;

/** An aggregation that gives a list of some of the values that it takes. */
sealed interface SomeValues extends Aggregation permits FirstK, LastDistinctK, LastK {

  /** The greatest {@code k}. */
  int MAX_K = 1000;

  /** The type of the values. */
  Scalar element();

  /** How many at the most, 1 to {@value #MAX_K}. */
  int k();

  @Override
  default ListType type() {
    return new ListType(element());
  }

  @Override
  default List<Object> empty() {
    return List.of();
  }
}
