package dev.freshet.features.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The valid name that a wrong one was probably meant to be. */
public final class Nearest {

  private static final int CONTAINED_CHARACTERS = 3;

  private Nearest() {}

  /**
   * The name with the fewest edits (insertion, deletion, replacement, exchange of neighbours) if
   * they are few for its length, else one that contains the wrong name or is contained in it. What
   * it costs does not grow with the wrong name beyond the valid ones' length.
   */
  public static Optional<String> to(String wrong, Collection<String> names) {
    String folded = fold(wrong);
    String nearest = null;
    int fewest = Integer.MAX_VALUE;
    for (String name : names) {
      String candidate = fold(name);
      int bound = Math.min(fewest - 1, allowed(folded, candidate));
      if (Math.abs(candidate.length() - folded.length()) <= bound) {
        int edits = edits(folded, candidate);
        if (edits <= bound) {
          nearest = name;
          fewest = edits;
        }
      }
    }
    return Optional.ofNullable(nearest).or(() -> around(folded, names));
  }

  /** {@code ; did you mean "views"?}, or nothing. */
  public static String question(String wrong, Collection<String> names) {
    return to(wrong, names).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  /** As {@link #question}; with no name near, the names there are. */
  public static String hint(String wrong, Collection<String> names) {
    String question = question(wrong, names);
    return question.isEmpty() ? known(names) : question;
  }

  /** {@code ; known: views, carts}, or nothing. */
  public static String known(Collection<String> names) {
    int shown = 25;
    String list = String.join(", ", names.stream().limit(shown).toList());
    String more = names.size() <= shown ? "" : " and " + (names.size() - shown) + " more";
    return names.isEmpty() ? "" : "; known: " + list + more;
  }

  private static int allowed(String wrong, String name) {
    int length = Math.max(wrong.length(), name.length());
    return length <= 2 ? 0 : Math.max(1, length / 3);
  }

  /** The name of the nearest length that contains it or that it contains. */
  private static Optional<String> around(String wrong, Collection<String> names) {
    return names.stream()
        .filter(name -> contained(wrong, fold(name)))
        .min(Comparator.comparingInt(name -> Math.abs(name.length() - wrong.length())));
  }

  private static boolean contained(String wrong, String name) {
    return (wrong.length() >= CONTAINED_CHARACTERS && name.contains(wrong))
        || (name.length() >= CONTAINED_CHARACTERS && wrong.contains(name));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Optimal string alignment distance. */
  static int edits(String left, String right) {
    int[][] edits = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, left, right, i, j);
      }
    }
    return edits[left.length()][right.length()];
  }

  private static int step(int[][] edits, String left, String right, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean exchanged =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return exchanged ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
  }
}
