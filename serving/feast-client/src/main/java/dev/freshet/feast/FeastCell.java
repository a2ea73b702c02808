package dev.freshet.feast;

/**
 * What a server says of one feature of one entity.
 *
 * @param value a {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code Instant}, or
 *     a list of them; {@code null} where there is none
 */
public record FeastCell(Object value, Status status) {

  /** What a value is worth, as Feast's {@code FieldStatus} has it. */
  public enum Status {
    PRESENT,
    NULL_VALUE,
    NOT_FOUND,
    OUTSIDE_MAX_AGE
  }
}
