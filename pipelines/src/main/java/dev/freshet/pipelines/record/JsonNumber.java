package dev.freshet.pipelines.record;

import java.util.OptionalLong;

/** A number as JSON writes it, of any length and exponent. */
final class JsonNumber {

  /** More digits than any instant has, and few enough not to overflow. */
  private static final int MAX_DIGITS = 18;

  private JsonNumber() {}

  /**
   * The greatest integer that is not greater than the number; empty when it has more than 18
   * digits. The cost is linear in the text.
   *
   * @param text a JSON number
   */
  static OptionalLong floor(String text) {
    boolean negative = text.charAt(0) == '-';
    int exponentAt = exponentAt(text);
    int end = exponentAt < 0 ? text.length() : exponentAt;
    int dot = text.indexOf('.');
    int digitsBeforeDot = (dot < 0 ? end : dot) - (negative ? 1 : 0);
    long point = digitsBeforeDot + (exponentAt < 0 ? 0 : exponent(text, exponentAt + 1));
    long whole = 0;
    boolean fraction = false;
    long position = 0;
    for (int i = negative ? 1 : 0; i < end; i++) {
      if (i == dot) {
        continue;
      }
      int digit = text.charAt(i) - '0';
      if (position >= point) {
        fraction |= digit != 0;
      } else if (whole > 0 || digit > 0) {
        if (point - position > MAX_DIGITS) {
          return OptionalLong.empty();
        }
        whole = whole * 10 + digit;
      }
      position++;
    }
    for (; position < point && whole != 0; position++) {
      whole *= 10;
    }
    return OptionalLong.of(negative ? -whole - (fraction ? 1 : 0) : whole);
  }

  private static int exponentAt(String text) {
    int lower = text.indexOf('e');
    return lower < 0 ? text.indexOf('E') : lower;
  }

  /** The exponent, cut to what no text of a record's length can make up for. */
  private static long exponent(String text, int from) {
    boolean negative = text.charAt(from) == '-';
    boolean signed = negative || text.charAt(from) == '+';
    long exponent = 0;
    for (int i = signed ? from + 1 : from; i < text.length(); i++) {
      exponent = Math.min(exponent * 10 + text.charAt(i) - '0', Integer.MAX_VALUE);
    }
    return negative ? -exponent : exponent;
  }
}
