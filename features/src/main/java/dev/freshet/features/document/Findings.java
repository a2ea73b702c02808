package dev.freshet.features.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is found wrong while documents are read: it is collected, so that reading goes on. */
public final class Findings {

  private static final int PLACES = 5;

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing((Finding finding) -> finding.place().file())
          .thenComparing(finding -> finding.place().line());

  private final List<Finding> found = new ArrayList<>();
  private final Map<Object, Finding> bySubject = new HashMap<>();
  private final Map<Finding, Set<String>> alsoAt = new HashMap<>();

  /** Adds a problem, unless one place has it twice or the place is a guess. */
  public void report(Place place, String message) {
    add(new Finding(place, message));
  }

  /**
   * Adds a problem that may show at several places, where the mistake is one: what is missing is
   * missing once, however often it is named. The first place has the problem, which names the
   * others.
   *
   * @param subject what the problem is about; equal for the same mistake
   */
  public void reportOnce(Object subject, Place place, String message) {
    if (place.guessed()) {
      return;
    }
    Finding finding = new Finding(place, message);
    Finding first = bySubject.putIfAbsent(subject, finding);
    if (first == null) {
      add(finding);
    } else if (!isAt(first, place)) {
      alsoAt.computeIfAbsent(first, key -> new LinkedHashSet<>()).add(place.fileAndLine());
    }
  }

  private void add(Finding finding) {
    if (!finding.place().guessed() && !found.contains(finding)) {
      found.add(finding);
    }
  }

  private static boolean isAt(Finding finding, Place place) {
    return finding.place().fileAndLine().equals(place.fileAndLine());
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them by file, then line, then in the order in which they were found. */
  public List<Finding> inOrder() {
    return found.stream().sorted(BY_PLACE).map(this::withOtherPlaces).toList();
  }

  private Finding withOtherPlaces(Finding finding) {
    List<String> others = List.copyOf(alsoAt.getOrDefault(finding, Set.of()));
    if (others.isEmpty()) {
      return finding;
    }
    String more = others.size() > PLACES ? " and " + (others.size() - PLACES) + " more" : "";
    String places = String.join(", ", others.subList(0, Math.min(PLACES, others.size())));
    return new Finding(finding.place(), finding.message() + " (also at " + places + more + ")");
  }
}
