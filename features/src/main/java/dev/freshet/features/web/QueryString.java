package dev.freshet.features.web;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The parameters of a URL, read as browsers do ({@code application/x-www-form-urlencoded} of the
 * URL Standard): in UTF-8, a plus is a blank, and a percent sign that is followed by no two
 * hexadecimal digits stands for itself.
 */
public final class QueryString {

  private QueryString() {}

  /** The first value of the parameter; empty if there is none of that name. */
  public static Optional<String> first(String url, String name) {
    int hash = url.indexOf('#');
    int end = hash < 0 ? url.length() : hash;
    int mark = url.indexOf('?');
    int from = mark < 0 || mark >= end ? end : mark + 1;
    while (from < end) {
      int and = url.indexOf('&', from);
      int to = and < 0 || and > end ? end : and;
      int equals = url.indexOf('=', from);
      int value = equals < 0 || equals > to ? to : equals;
      if (to > from && decoded(url, from, value).equals(name)) {
        return Optional.of(decoded(url, Math.min(value + 1, to), to));
      }
      from = to + 1;
    }
    return Optional.empty();
  }

  private static String decoded(String text, int from, int to) {
    String part = text.substring(from, to);
    if (part.indexOf('%') < 0) {
      return part.replace('+', ' ');
    }
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
        bytes[length++] = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
        i += 2;
      } else {
        bytes[length++] = b == '+' ? (byte) ' ' : b;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int hex(byte digit) {
    return Character.digit((char) (digit & 0xFF), 16);
  }
}
