package dev.freshet.features.language;

import java.util.List;

/**
 * One text in place of another, which stands once in the valid repository.
 *
 * @param line that of the problem
 * @param message parts of the problem's message
 */
record Mistake(String from, String to, int line, List<String> message) {

  Mistake(String from, String to, String... message) {
    this(from, to, lineOf(from), List.of(message));
  }

  Mistake(String from, String to, int line, String... message) {
    this(from, to, line, List.of(message));
  }

  String yaml() {
    return Shop.edit(Shop.YAML, from, to);
  }

  private static int lineOf(String from) {
    int at = Shop.YAML.indexOf(from);
    long breaks = Shop.YAML.substring(0, Math.max(0, at)).chars().filter(c -> c == '\n').count();
    return 1 + (int) breaks;
  }
}
