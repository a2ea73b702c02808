package dev.freshet.features.language;

import java.util.Locale;

/** A key that some aggregations must have and others must not. */
enum AggregationOption {
  /** The aggregation has none. */
  NONE(""),
  /** How many elements a list has. */
  K("k: 10 (1 to " + FeatureReader.GREATEST_K + ")"),
  /** Which share of the values is at or below a quantile. */
  Q("q: 0.95 (0 to 1)"),
  /** After how long half of a sum is left. */
  HALF_LIFE("half_life: 7d");

  private final String example;

  AggregationOption(String example) {
    this.example = example;
  }

  /** The key. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it may be written. */
  String example() {
    return example;
  }
}
