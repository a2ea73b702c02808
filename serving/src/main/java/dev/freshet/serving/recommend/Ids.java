package dev.freshet.serving.recommend;

import java.util.Optional;

/** Values of features as values of join keys. */
final class Ids {

  private Ids() {}

  /**
   * The value of a join key that a value of a feature names; empty if it names none.
   *
   * @param integer whether the join key is an integer, which maps have as text
   */
  static Optional<Object> of(Object value, boolean integer) {
    if (!integer) {
      return Optional.of(value.toString());
    }
    try {
      return Optional.of(Long.valueOf(value.toString()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
