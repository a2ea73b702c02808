package dev.freshet.serving.recommend;

import dev.freshet.features.type.Scalar;
import dev.freshet.serving.vector.KeyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Candidates of one origin, and how much speaks for each: the values of maps, added up, and for
 * lists 1 for the first, a half for the second, a third, and so on. Not thread-safe.
 */
final class Weights {

  private final Map<Object, Double> weights = new HashMap<>();
  private final Scalar type;

  /**
   * None yet.
   *
   * @param type of the candidates' join key; integers are texts where they are keys of maps
   */
  Weights(Scalar type) {
    this.type = type;
  }

  /** Takes in a value of a feature: a map of numbers, a list, or nothing. */
  void add(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((candidate, weight) -> add(candidate, ((Number) weight).doubleValue()));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        add(list.get(i), 1.0 / (i + 1));
      }
    }
  }

  /** What names no candidate is left out. */
  private void add(Object candidate, double weight) {
    KeyValue.of(type, candidate).ifPresent(id -> weights.merge(id, weight, Double::sum));
  }

  /** Those for which something speaks, most first; of equal weights the lesser one. */
  List<Object> best() {
    List<Object> all = new ArrayList<>(weights.keySet());
    all.removeIf(candidate -> !(weights.get(candidate) > 0));
    all.sort(
        Comparator.comparing(weights::get, Comparator.<Double>reverseOrder())
            .thenComparing(Weights::compare));
    return all;
  }

  private static int compare(Object a, Object b) {
    return a instanceof Long one && b instanceof Long other
        ? one.compareTo(other)
        : a.toString().compareTo(b.toString());
  }
}
