package dev.freshet.features.expression;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parser finds, said in the words of definitions. */
final class ParseWording {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)(?:token recognition error at: |mismatched input |extraneous input |no viable alternative at input )'(.*?)'(?: expecting .*)?");
  private static final Pattern MISSING = Pattern.compile("missing '(.*?)' at '(.*)'");
  private static final Pattern RESERVED = Pattern.compile("reserved identifier: (.*)");
  private static final Pattern NUMBER = Pattern.compile("For input string: \"(.*?)\".*");

  /** What is written here for words and signs of other languages. */
  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("and", "&&"),
          Map.entry("or", "||"),
          Map.entry("not", "!"),
          Map.entry("is", "=="),
          Map.entry("if", "condition ? x : y"),
          Map.entry(">", "!= for not equal"),
          Map.entry(".in", "event.`in`"));

  private static final List<Map.Entry<String, String>> OTHER_SIGNS =
      List.of(
          Map.entry("=", "= is no operator; compare with =="),
          Map.entry("&", "& is no operator; write &&"),
          Map.entry("|", "| is no operator; write ||"),
          Map.entry("\"", "this string has no closing quote, or an escape that is none"),
          Map.entry("'", "this string has no closing quote, or an escape that is none"),
          Map.entry("\u201c", "this is no quote of a string; write \""),
          Map.entry("\u201d", "this is no quote of a string; write \""),
          Map.entry("\u2018", "this is no quote of a string; write '"),
          Map.entry("\u2019", "this is no quote of a string; write '"));

  private ParseWording() {}

  static String of(String found) {
    Matcher missing = MISSING.matcher(found);
    if (missing.matches()) {
      return "%s is missing before %s".formatted(missing.group(1), shown(missing.group(2)));
    }
    Matcher reserved = RESERVED.matcher(found);
    if (reserved.matches()) {
      return "%s is a reserved word%s".formatted(reserved.group(1), instead(reserved.group(1)));
    }
    Matcher number = NUMBER.matcher(found);
    if (number.matches()) {
      return number.group(1) + " is no int of 64 bits; a double has a point, such as 1.0";
    }
    Matcher token = TOKEN.matcher(found);
    if (token.matches()) {
      return ofToken(token.group(1));
    }
    if (found.startsWith("invalid argument to has()")) {
      return "has() takes a member, such as has(event.x)";
    }
    if (found.startsWith("The argument must be a simple name")) {
      return "a macro's first argument names the element, such as x in list.exists(x, x > 0)";
    }
    if (found.startsWith("unsupported syntax")) {
      return "optional values (?) are not supported; ask with has(event.x)";
    }
    return found;
  }

  /** Whether what follows such a finding may be said of it only because of it. */
  static boolean isSyntax(String found) {
    return TOKEN.matcher(found).matches() || MISSING.matcher(found).matches();
  }

  private static String ofToken(String token) {
    if (token.equals("<EOF>")) {
      return "the expression ends too early";
    }
    boolean whole = token.length() > 1 && token.endsWith(token.substring(0, 1));
    Optional<String> sign =
        OTHER_SIGNS.stream()
            .filter(entry -> token.startsWith(entry.getKey()) && !whole)
            .map(Map.Entry::getValue)
            .findFirst();
    return sign.orElseGet(
        () -> "%s is not expected here%s".formatted(shown(token), instead(token)));
  }

  private static String instead(String word) {
    String other = OTHER_WORDS.get(word.strip().toLowerCase(Locale.ROOT));
    return other == null ? "" : "; write " + other;
  }

  private static String shown(String token) {
    return token.equals("<EOF>") ? "the end" : token.strip();
  }
}
