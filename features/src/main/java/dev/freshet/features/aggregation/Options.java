package dev.freshet.features.aggregation;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/** The rules for what aggregations are declared with; a breach is the caller's fault. */
final class Options {

  static final ValueType STRINGS = new ListType(Scalar.STRING);

  private Options() {}

  static void number(String aggregation, Scalar type) {
    require(type.isNumber(), aggregation + " of " + type + "; it takes int64 or double");
  }

  static void key(String aggregation, Scalar type) {
    require(
        type == Scalar.STRING || type == Scalar.INT64,
        aggregation + " of " + type + "; it takes string or int64");
  }

  static void length(String aggregation, int k, int greatest) {
    require(k >= 1 && k <= greatest, aggregation + " with k " + k + "; k is 1 to " + greatest);
  }

  static void keys(String aggregation, int maxKeys) {
    require(maxKeys >= 1, aggregation + " with max_keys " + maxKeys + "; it is at least 1");
  }

  static void require(boolean holds, String breach) {
    if (!holds) {
      throw new IllegalArgumentException(breach);
    }
  }
}
