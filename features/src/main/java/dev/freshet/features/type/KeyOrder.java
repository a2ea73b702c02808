package dev.freshet.features.type;

import java.util.Comparator;

/**
 * The order of keys: integers by value, strings by code point, which is the order of their UTF-8
 * bytes (and not always that of {@link String#compareTo}).
 */
public final class KeyOrder {

  /** Strings by code point. */
  public static final Comparator<String> STRINGS = KeyOrder::compareCodePoints;

  /** Keys of one feature: all {@link Long} or all {@link String}. */
  public static final Comparator<Object> KEYS =
      (left, right) ->
          left instanceof Long number
              ? Long.compare(number, (Long) right)
              : compareCodePoints((String) left, (String) right);

  private KeyOrder() {}

  private static int compareCodePoints(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogateA = Character.isSurrogate(a);
        boolean surrogateB = Character.isSurrogate(b);
        return surrogateA == surrogateB ? Character.compare(a, b) : surrogateA ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
