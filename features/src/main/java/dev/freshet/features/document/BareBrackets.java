package dev.freshet.features.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression such as {@code interest[item.category]} that stands without quotes in a mapping
 * within braces. YAML ends the text before the bracket, and then nothing can follow: so there is no
 * other thing that it could mean.
 */
final class BareBrackets {

  /** A key of a mapping within braces, up to its value. */
  private static final Pattern KEY = Pattern.compile("[{,]\\s*[A-Za-z_]+:\\s+");

  private BareBrackets() {}

  /**
   * Puts the value around an opening bracket in quotes.
   *
   * @param line counted from 0, where reading failed
   * @param column counted from 0, in code points
   * @return the whole text; empty if it did not fail at such a bracket
   */
  static Optional<String> quoted(String text, int line, int column) {
    int lineStart = 0;
    for (int i = 0; i < line; i++) {
      lineStart = text.indexOf('\n', lineStart) + 1;
    }
    int lineEnd = text.indexOf('\n', lineStart);
    String before = text.substring(0, lineStart);
    String within = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    String after = lineEnd < 0 ? "" : text.substring(lineEnd);
    int bracket =
        within.codePointCount(0, within.length()) > column
            ? within.offsetByCodePoints(0, column)
            : within.length();
    if (bracket == within.length() || within.charAt(bracket) != '[') {
      return Optional.empty();
    }
    int start = start(within, bracket);
    if (start < 0 || start == bracket || "'\"".indexOf(within.charAt(start)) >= 0) {
      return Optional.empty();
    }
    int end = end(within, start);
    if (end < bracket) {
      return Optional.empty();
    }
    String value = within.substring(start, end).stripTrailing();
    String quoted = "'" + value.replace("'", "''") + "'";
    return Optional.of(
        before
            + within.substring(0, start)
            + quoted
            + within.substring(start + value.length())
            + after);
  }

  private static int start(String line, int bracket) {
    Matcher key = KEY.matcher(line).region(0, bracket);
    int start = -1;
    while (key.find()) {
      start = key.end();
    }
    return start;
  }

  /** The first comma or brace that is in no bracket and no quotes. */
  private static int end(String line, int start) {
    int depth = 0;
    char quote = 0;
    for (int i = start; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (depth == 0 && (c == ',' || c == '}')) {
        return i;
      } else if ("[({".indexOf(c) >= 0) {
        depth++;
      } else if ("])}".indexOf(c) >= 0) {
        depth--;
      }
    }
    return line.length();
  }
}
