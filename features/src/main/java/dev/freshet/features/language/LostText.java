package dev.freshet.features.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of files that are no YAML: what they name may well be defined there. */
final class LostText {

  private final List<String> texts = new ArrayList<>();

  void add(String text) {
    texts.add(text);
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /** Whether the word stands in one of the files. */
  boolean mentions(String word) {
    Pattern whole = Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(word) + "(?![A-Za-z0-9_])");
    return texts.stream().anyMatch(text -> whole.matcher(text).find());
  }
}
