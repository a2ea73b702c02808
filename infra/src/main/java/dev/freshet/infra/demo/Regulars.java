package dev.freshet.infra.demo;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whose the last few thousand events were. Thread-safe. */
final class Regulars {

  private static final int REMEMBERED = 10_000;

  private final Deque<String> recent = new ArrayDeque<>();
  private final Map<String, Integer> counts = new HashMap<>();

  synchronized void add(String user) {
    recent.add(user);
    counts.merge(user, 1, Integer::sum);
    if (recent.size() > REMEMBERED) {
      counts.computeIfPresent(recent.remove(), (u, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Who did the most; empty while nobody did anything. */
  synchronized Optional<String> busiest() {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }
}
