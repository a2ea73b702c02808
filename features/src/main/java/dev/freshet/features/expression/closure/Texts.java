package dev.freshet.features.expression.closure;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Functions of strings that need no positions. */
final class Texts {

  private Texts() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("starts_with_string", call -> test(call, String::startsWith));
    functions.put("ends_with_string", call -> test(call, String::endsWith));
    functions.put("contains_string", call -> test(call, String::contains));
    functions.put("add_string", call -> sum(call.text(0), call.text(1)));
    functions.put("size_string", call -> size(call.text(0)));
    functions.put("string_size", call -> size(call.text(0)));
    functions.put("string_lower_ascii", call -> map(call, Texts::lower));
    functions.put("string_upper_ascii", call -> map(call, Texts::upper));
    functions.put("string_trim", call -> map(call, Texts::trim));
    functions.put(
        "string_reverse", call -> map(call, text -> new StringBuilder(text).reverse().toString()));
    functions.put("list_join", call -> join(call.object(0), new Constant.OfObject("")));
    functions.put("list_join_string", call -> join(call.object(0), call.object(1)));
  }

  private static Node.OfBool test(Call call, BiPredicate<String, String> predicate) {
    Node.OfObject<String> text = call.text(0);
    Node.OfObject<String> part = call.text(1);
    return frame -> predicate.test(text.get(frame), part.get(frame));
  }

  private static Node.OfObject<String> map(Call call, UnaryOperator<String> operator) {
    Node.OfObject<String> text = call.text(0);
    return frame -> operator.apply(text.get(frame));
  }

  private static Node.OfObject<String> sum(
      Node.OfObject<String> left, Node.OfObject<String> right) {
    return frame -> left.get(frame).concat(right.get(frame));
  }

  private static Node.OfInt size(Node.OfObject<String> node) {
    return frame -> {
      String text = node.get(frame);
      return text.codePointCount(0, text.length());
    };
  }

  private static Node.OfObject<String> join(
      Node.OfObject<List<String>> list, Node.OfObject<?> separator) {
    return frame -> String.join((String) separator.get(frame), list.get(frame));
  }

  private static String lower(String text) {
    return shifted(text, 'A', 'Z', 'a' - 'A');
  }

  private static String upper(String text) {
    return shifted(text, 'a', 'z', 'A' - 'a');
  }

  /** The text itself if none of its characters is in the range. */
  private static String shifted(String text, char first, char last, int shift) {
    int i = 0;
    while (i < text.length() && (text.charAt(i) < first || text.charAt(i) > last)) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    char[] characters = text.toCharArray();
    for (; i < characters.length; i++) {
      char c = characters[i];
      characters[i] = c < first || c > last ? c : (char) (c + shift);
    }
    return new String(characters);
  }

  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && blank(text.charAt(from))) {
      from++;
    }
    while (from < to && blank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** What Unicode calls White_Space, which is not what {@link Character#isWhitespace} does. */
  private static boolean blank(char c) {
    return (c >= 0x09 && c <= 0x0d)
        || c == 0x20
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }
}
