package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.type.ValueType;

/** How events become a value: a declared aggregation with its options. Immutable. */
public interface Aggregation {

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

  /** Reads what {@link Partial#write} wrote, in this version of the format or an older one. */
  Partial read(ByteReader in);

  /** Whether it may have windows; closed forms may not. */
  boolean windowed();

  /** Whether values beyond an exact bound come from a sketch. */
  default boolean approximate() {
    return false;
  }
}
