package dev.freshet.features.expression.closure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Functions of strings that count characters, which are code points. */
final class Positions {

  private static final Node.OfInt ZERO = new Constant.OfInt(0);
  private static final Node.OfInt ALL = new Constant.OfInt(-1);

  private Positions() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("string_char_at_int", call -> charAt(call.text(0), call.integer(1)));
    functions.put("string_substring_int", call -> substring(call.text(0), call.integer(1)));
    functions.put(
        "string_substring_int_int",
        call -> substring(call.text(0), call.integer(1), call.integer(2)));
    functions.put("string_index_of_string", call -> indexOf(call.text(0), call.text(1), ZERO));
    functions.put(
        "string_index_of_string_int", call -> indexOf(call.text(0), call.text(1), call.integer(2)));
    functions.put("string_last_index_of_string", call -> lastIndexOf(call.text(0), call.text(1)));
    functions.put(
        "string_last_index_of_string_int",
        call -> lastIndexOf(call.text(0), call.text(1), call.integer(2)));
    functions.put(
        "string_replace_string_string",
        call -> replace(call.text(0), call.text(1), call.text(2), ALL));
    functions.put(
        "string_replace_string_string_int",
        call -> replace(call.text(0), call.text(1), call.text(2), call.integer(3)));
    functions.put("string_split_string", call -> split(call.text(0), call.text(1), ALL));
    functions.put(
        "string_split_string_int", call -> split(call.text(0), call.text(1), call.integer(2)));
  }

  private static Node.OfObject<String> charAt(Node.OfObject<String> text, Node.OfInt index) {
    return frame -> {
      String whole = text.get(frame);
      long at = index.get(frame);
      int length = length(whole);
      if (at < 0 || at > length) {
        return frame.fail("");
      }
      return at == length ? "" : slice(whole, (int) at, (int) at + 1);
    };
  }

  private static Node.OfObject<String> substring(Node.OfObject<String> text, Node.OfInt from) {
    return frame -> {
      String whole = text.get(frame);
      return sliceOrFail(frame, whole, from.get(frame), length(whole));
    };
  }

  private static Node.OfObject<String> substring(
      Node.OfObject<String> text, Node.OfInt from, Node.OfInt to) {
    return frame -> sliceOrFail(frame, text.get(frame), from.get(frame), to.get(frame));
  }

  private static Node.OfInt indexOf(
      Node.OfObject<String> text, Node.OfObject<String> part, Node.OfInt from) {
    return frame -> {
      String whole = text.get(frame);
      String sought = part.get(frame);
      long start = from.get(frame);
      if (sought.isEmpty() && start == (int) start) {
        return start;
      }
      if (start < 0 || start >= length(whole)) {
        return frame.fail(0L);
      }
      return position(whole, whole.indexOf(sought, whole.offsetByCodePoints(0, (int) start)));
    };
  }

  private static Node.OfInt lastIndexOf(Node.OfObject<String> text, Node.OfObject<String> part) {
    return frame -> {
      String whole = text.get(frame);
      return position(whole, whole.lastIndexOf(part.get(frame)));
    };
  }

  private static Node.OfInt lastIndexOf(
      Node.OfObject<String> text, Node.OfObject<String> part, Node.OfInt from) {
    return frame -> {
      String whole = text.get(frame);
      String sought = part.get(frame);
      long start = from.get(frame);
      if (sought.isEmpty()) {
        return start;
      }
      if (start < 0 || start >= length(whole)) {
        return frame.fail(0L);
      }
      return position(whole, whole.lastIndexOf(sought, whole.offsetByCodePoints(0, (int) start)));
    };
  }

  private static Node.OfObject<String> replace(
      Node.OfObject<String> text,
      Node.OfObject<String> part,
      Node.OfObject<String> replacement,
      Node.OfInt limit) {
    return frame -> {
      long most = limit.get(frame);
      return most == (int) most
          ? replaced(text.get(frame), part.get(frame), replacement.get(frame), (int) most)
          : frame.fail("");
    };
  }

  private static String replaced(String text, String part, String replacement, int most) {
    StringBuilder result = new StringBuilder(text.length());
    int from = 0;
    int at = text.indexOf(part);
    for (int count = 0; at >= 0 && count != most; count++) {
      result.append(text, from, at).append(replacement);
      from = at + part.length();
      at = part.isEmpty() ? following(text, at) : text.indexOf(part, from);
    }
    return result.append(text, from, text.length()).toString();
  }

  private static Node.OfObject<List<String>> split(
      Node.OfObject<String> text, Node.OfObject<String> separator, Node.OfInt limit) {
    return frame -> {
      long most = limit.get(frame);
      return most == (int) most
          ? split(text.get(frame), separator.get(frame), (int) most)
          : frame.fail(List.of());
    };
  }

  private static List<String> split(String text, String separator, int most) {
    if (most == 0 || (text.isEmpty() && separator.isEmpty())) {
      return most == 1 ? List.of(text) : List.of();
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (parts.size() + 1 != most) {
      int at = separator.isEmpty() ? following(text, from) : text.indexOf(separator, from);
      if (at < 0 || (separator.isEmpty() && at == text.length())) {
        break;
      }
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return Collections.unmodifiableList(parts);
  }

  /** The place after the character there, -1 if there is none. */
  private static int following(String text, int at) {
    return at == text.length() ? -1 : text.offsetByCodePoints(at, 1);
  }

  private static String sliceOrFail(Frame frame, String text, long from, long to) {
    return from < 0 || from > to || to > length(text)
        ? frame.fail("")
        : slice(text, (int) from, (int) to);
  }

  private static String slice(String text, int from, int to) {
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static long position(String text, int at) {
    return at < 0 ? -1 : text.codePointCount(0, at);
  }
}
