package dev.freshet.serving.request;

import java.util.List;

/**
 * One join key's values as the request has them, or one context field's, not yet of their type:
 * {@link String}, {@link Long}, {@link java.math.BigInteger}, {@link Double}, {@link Boolean} or
 * {@link NoScalar}; of a context field also lists and maps of these.
 *
 * @param member the member of the request that it stands under, such as {@code entities}
 * @param single whether it was no list: the one value goes with every row
 */
public record Column(String member, List<Object> values, boolean single) {

  public static final NoScalar NULL = new NoScalar("null");

  /**
   * What no join key can be.
   *
   * @param found how a message names it, such as {@code null} or {@code a list}
   */
  public record NoScalar(String found) {

    @Override
    public String toString() {
      return found;
    }
  }

  /** The value of a row. */
  public Object value(int row) {
    return values.get(single ? 0 : row);
  }
}
