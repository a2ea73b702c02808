package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.ValueType;

/** How events become a value: a declared aggregation with its options. Immutable. */
public sealed interface Aggregation
    permits Avg,
        ByKey,
        Count,
        CountDistinct,
        DecayedSum,
        Histogram,
        OneValue,
        Quantile,
        SomeValues,
        Stddev,
        Sum,
        TimeSinceLast,
        TopK {

  /**
   * All options, in one fixed order: two aggregations fold alike if and only if these are equal.
   */
  String canonical();

  /** The type of the value. */
  ValueType type();

  /** The value with no event: 0, an empty list or map, or {@code null}. */
  Object empty();

  /** A partial of no event. */
  Partial zero();

  /**
   * Reads what {@link Partial#write} wrote, and nothing beyond it. The bytes carry no version of
   * their own: who stores partials writes one version byte for all of them together.
   *
   * @throws dev.freshet.features.bytes.MalformedBytesException if the bytes are not of a partial of
   *     this aggregation
   */
  Partial read(ByteReader in);

  /** Whether it may have windows; closed forms may not. */
  default boolean windowed() {
    return true;
  }

  /** Whether values beyond an exact bound come from a sketch. */
  default boolean approximate() {
    return false;
  }
}
