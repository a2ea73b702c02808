package dev.freshet.serving.external;

import dev.freshet.features.row.Status;

/**
 * What is known of one feature of one entity.
 *
 * @param value of the feature's type; {@code null} where there is none
 */
public record ExternalValue(Object value, Status status) {

  /** What could not be fetched. */
  static final ExternalValue MISSING = new ExternalValue(null, Status.OUTSIDE_MAX_AGE);

  static final ExternalValue NONE = new ExternalValue(null, Status.NULL_VALUE);
}
