package dev.freshet.serving.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant: the one that the fewest changes of a letter lead to. */
public final class NearestName {

  private NearestName() {}

  /**
   * The nearest of the valid names, if it is near: at most a third of its letters, and at least
   * two, may differ. Case does not count.
   */
  public static Optional<String> of(String found, Collection<String> valid) {
    String wanted = found.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String name : valid) {
      int bound = Math.min(least - 1, Math.max(2, name.length() / 3));
      if (Math.abs(name.length() - wanted.length()) > bound) {
        continue;
      }
      int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
      if (distance <= bound) {
        least = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** {@code ; did you mean "name"?}, or nothing. */
  public static String hint(String found, Collection<String> valid) {
    return of(found, valid).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String left, String right) {
    int[] before = new int[right.length() + 1];
    int[] previous = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        current[j] =
            Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + replaced);
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          current[j] = Math.min(current[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = previous;
      previous = current;
      current = spare;
    }
    return previous[right.length()];
  }
}
