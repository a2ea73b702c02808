package dev.freshet.pipelines.spine;

import dev.freshet.features.type.Scalar;
import dev.freshet.pipelines.table.CellText;
import java.util.regex.Pattern;

/**
 * What the values of a column seem to be, of which nothing is declared: all of them booleans, or
 * integers, or numbers, else text. A number that would read back as another text, such as {@code
 * 007} or one of thirty digits, is text.
 */
final class Guess {

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern LEADING_ZERO = Pattern.compile("[+-]?0[0-9].*");

  private boolean any;
  private boolean booleans = true;
  private boolean integers = true;
  private boolean numbers = true;

  /** Takes in a value as the text of a cell. */
  void see(String text) {
    any = true;
    booleans &= !CellText.BOOLEAN.literal(text).isEmpty();
    boolean integer = isInteger(text);
    integers &= integer;
    numbers &= integer || isNumber(text);
  }

  /** Takes in a value that is text by itself. */
  void seeText() {
    any = true;
    booleans = false;
    integers = false;
    numbers = false;
  }

  Scalar type() {
    if (!any) {
      return Scalar.STRING;
    } else if (booleans) {
      return Scalar.BOOL;
    }
    return integers ? Scalar.INT64 : numbers ? Scalar.DOUBLE : Scalar.STRING;
  }

  private static boolean isInteger(String text) {
    if (!INTEGER.matcher(text).matches() || text.equals("-0")) {
      return false;
    }
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isNumber(String text) {
    return !DIGITS.matcher(text).matches()
        && !LEADING_ZERO.matcher(text).matches()
        && !CellText.NUMBER.literal(text).isEmpty();
  }
}
