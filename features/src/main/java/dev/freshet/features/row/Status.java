package dev.freshet.features.row;

/** How a value came to be: Feast's field statuses. */
public enum Status {
  /** There is a value. */
  PRESENT,
  /** The entity is known, the value is null. */
  NULL_VALUE,
  /** The entity has no row; the value is the one with no event. */
  NOT_FOUND,
  /** A {@code ttl} has passed (the value is the one with no event), or a horizon (it is null). */
  OUTSIDE_MAX_AGE
}
