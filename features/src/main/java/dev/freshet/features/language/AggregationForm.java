package dev.freshet.features.language;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.Avg;
import dev.freshet.features.aggregation.ByKey;
import dev.freshet.features.aggregation.Count;
import dev.freshet.features.aggregation.CountDistinct;
import dev.freshet.features.aggregation.DecayedSum;
import dev.freshet.features.aggregation.First;
import dev.freshet.features.aggregation.FirstK;
import dev.freshet.features.aggregation.Histogram;
import dev.freshet.features.aggregation.Last;
import dev.freshet.features.aggregation.LastDistinctK;
import dev.freshet.features.aggregation.LastK;
import dev.freshet.features.aggregation.Max;
import dev.freshet.features.aggregation.Min;
import dev.freshet.features.aggregation.Quantile;
import dev.freshet.features.aggregation.Stddev;
import dev.freshet.features.aggregation.Sum;
import dev.freshet.features.aggregation.TimeSinceLast;
import dev.freshet.features.aggregation.TopK;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the language writes each aggregation: what it takes and which keys go with it. */
enum AggregationForm {
  COUNT(Takes.NOTHING, AggregationOption.NONE, Trait.BY, Trait.WINDOWS),
  SUM(Takes.NUMBERS, AggregationOption.NONE, Trait.BY, Trait.WINDOWS),
  AVG(Takes.NUMBERS, AggregationOption.NONE, Trait.BY, Trait.WINDOWS),
  STDDEV(Takes.NUMBERS, AggregationOption.NONE, Trait.WINDOWS),
  MIN(Takes.NUMBERS, AggregationOption.NONE, Trait.BY, Trait.WINDOWS),
  MAX(Takes.NUMBERS, AggregationOption.NONE, Trait.BY, Trait.WINDOWS),
  FIRST(Takes.SCALARS, AggregationOption.NONE, Trait.WINDOWS),
  LAST(Takes.SCALARS, AggregationOption.NONE, Trait.BY, Trait.WINDOWS),
  LAST_K(Takes.SCALARS, AggregationOption.K, Trait.WINDOWS),
  FIRST_K(Takes.SCALARS, AggregationOption.K, Trait.WINDOWS),
  LAST_DISTINCT_K(Takes.KEYS, AggregationOption.K, Trait.WINDOWS),
  COUNT_DISTINCT(Takes.SCALARS_OR_STRINGS, AggregationOption.NONE, Trait.WINDOWS),
  QUANTILE(Takes.NUMBERS, AggregationOption.Q, Trait.WINDOWS),
  TOP_K(Takes.KEYS_OR_STRINGS, AggregationOption.K, Trait.BOUNDED, Trait.WINDOWS),
  HISTOGRAM(Takes.STRINGS, AggregationOption.NONE, Trait.BOUNDED, Trait.WINDOWS),
  DECAYED_SUM(Takes.NUMBERS, AggregationOption.HALF_LIFE, Trait.BY),
  TIME_SINCE_LAST(Takes.NOTHING, AggregationOption.NONE);

  /** Something that only some aggregations have. */
  private enum Trait {
    /** {@code by} turns it into a map. */
    BY,
    /** Its keys are bounded by {@code max_keys}, even without {@code by}. */
    BOUNDED,
    /** It may have windows. */
    WINDOWS
  }

  private final Takes takes;
  private final AggregationOption option;
  private final boolean by;
  private final boolean bounded;
  private final boolean windowed;

  AggregationForm(Takes takes, AggregationOption option, Trait... traits) {
    List<Trait> all = List.of(traits);
    this.takes = takes;
    this.option = option;
    this.by = all.contains(Trait.BY);
    this.bounded = all.contains(Trait.BOUNDED);
    this.windowed = all.contains(Trait.WINDOWS);
  }

  static Optional<AggregationForm> named(String name) {
    return Arrays.stream(values()).filter(form -> form.text().equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(AggregationForm::text).toList();
  }

  /** As the language writes it, such as {@code last_k}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  Takes takes() {
    return takes;
  }

  /** The option that must be there, if any. */
  AggregationOption option() {
    return option;
  }

  boolean allowsBy() {
    return by;
  }

  boolean allowsWindows() {
    return windowed;
  }

  /** Whether {@code max_keys} goes with it, with {@code by} or without. */
  boolean allowsMaxKeys(boolean withBy) {
    return bounded || withBy;
  }

  /**
   * The aggregation.
   *
   * @param value the type of the value, one that it takes; anything where it takes nothing
   * @param options that {@link AggregationOptions#suffice}
   */
  Aggregation aggregation(ValueType value, AggregationOptions options, boolean withBy) {
    Aggregation plain = plain(value, options);
    return withBy ? new ByKey(plain, options.maxKeys()) : plain;
  }

  private Aggregation plain(ValueType value, AggregationOptions options) {
    return switch (this) {
      case COUNT -> new Count();
      case SUM -> new Sum((Scalar) value);
      case AVG -> new Avg();
      case STDDEV -> new Stddev();
      case MIN -> new Min((Scalar) value);
      case MAX -> new Max((Scalar) value);
      case FIRST -> new First((Scalar) value);
      case LAST -> new Last((Scalar) value);
      case LAST_K -> new LastK((Scalar) value, options.k().orElseThrow());
      case FIRST_K -> new FirstK((Scalar) value, options.k().orElseThrow());
      case LAST_DISTINCT_K -> new LastDistinctK((Scalar) value, options.k().orElseThrow());
      case COUNT_DISTINCT -> new CountDistinct(value);
      case QUANTILE -> new Quantile(options.q().orElseThrow());
      case TOP_K -> new TopK(value, options.k().orElseThrow(), options.maxKeys());
      case HISTOGRAM -> new Histogram(value, options.maxKeys());
      case DECAYED_SUM -> new DecayedSum(options.halfLife().orElseThrow());
      case TIME_SINCE_LAST -> new TimeSinceLast();
    };
  }
}
