package dev.freshet.serving.recommend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Candidates of several origins, each once, and which origins they have. Immutable. */
final class Union {

  private final Map<Object, List<String>> origins;

  private Union(Map<Object, List<String>> origins) {
    this.origins = origins;
  }

  /**
   * The best of each origin in turn, until there are enough.
   *
   * @param best candidates by the name of their origin, the best first
   */
  static Union of(Map<String, List<Object>> best, int most) {
    Map<Object, List<String>> origins = new LinkedHashMap<>();
    int longest = best.values().stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest && origins.size() < most; i++) {
      for (List<Object> candidates : best.values()) {
        if (i < candidates.size() && origins.size() < most) {
          origins.computeIfAbsent(candidates.get(i), unused -> new ArrayList<>());
        }
      }
    }
    best.forEach(
        (name, candidates) ->
            candidates.forEach(
                candidate -> origins.computeIfPresent(candidate, (c, of) -> with(of, name))));
    return new Union(origins);
  }

  private static List<String> with(List<String> origins, String name) {
    origins.add(name);
    return origins;
  }

  List<Object> candidates() {
    return List.copyOf(origins.keySet());
  }

  List<String> origins(Object candidate) {
    return origins.get(candidate);
  }
}
