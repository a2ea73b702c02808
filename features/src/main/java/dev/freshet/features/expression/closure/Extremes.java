package dev.freshet.features.expression.closure;

/**
 * {@code math.least} and {@code math.greatest}: of some numbers of one type, or of a list of them.
 */
public enum Extremes {
  LEAST("least"),
  GREATEST("greatest");

  /** How many numbers may be named one by one. */
  public static final int MOST = 8;

  private final String word;

  Extremes(String word) {
    this.word = word;
  }

  public String function() {
    return "math." + word;
  }

  /** The overload for that many numbers of the type. */
  public String id(String type, int count) {
    return "math_" + word + "_" + count + "_" + type;
  }

  /** The overload for a list of numbers of the type. */
  public String listId(String type) {
    return "math_" + word + "_list_" + type;
  }
}
