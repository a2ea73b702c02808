package dev.freshet.serving.request;

/**
 * How much one request may ask for.
 *
 * @param rows the most rows of entities
 * @param features the most features, whole views counted by their features
 * @param bodyBytes the largest body
 */
public record Limits(int rows, int features, int bodyBytes) {

  public static final Limits DEFAULT = new Limits(1000, 500, 1 << 20);

  public Limits {
    if (rows < 1 || features < 1 || bodyBytes < 1) {
      throw new IllegalArgumentException(
          "a limit is less than 1: %d rows, %d features, %d bytes of body"
              .formatted(rows, features, bodyBytes));
    }
  }
}
