package dev.freshet.features.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is found wrong while documents are read: it is collected, so that reading goes on. */
public final class Findings {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing((Finding finding) -> finding.place().file())
          .thenComparing(finding -> finding.place().line());

  private final List<Finding> found = new ArrayList<>();

  /** Adds a problem, unless one place has it twice or the place is a guess. */
  public void report(Place place, String message) {
    Finding finding = new Finding(place, message);
    if (!place.guessed() && !found.contains(finding)) {
      found.add(finding);
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them by file, then line, then in the order in which they were found. */
  public List<Finding> inOrder() {
    return found.stream().sorted(BY_PLACE).toList();
  }
}
