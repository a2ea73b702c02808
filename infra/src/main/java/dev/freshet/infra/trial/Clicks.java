package dev.freshet.infra.trial;

import java.util.HashMap;
import java.util.Map;

/**
 * How often the visitors of one arm clicked what they were shown. Thread-safe.
 *
 * <p>What one visitor does is not independent of what else they do, so the visitors are the sample:
 * the rate is a ratio of sums over them, its variance that of the linearized ratio (Cochran,
 * Sampling Techniques, 3rd ed., 6.3).
 */
public final class Clicks {

  private final Map<String, long[]> byVisitor = new HashMap<>();

  /** Counts an item that was shown. */
  synchronized void add(String visitor, boolean clicked) {
    long[] counts = byVisitor.computeIfAbsent(visitor, v -> new long[2]);
    counts[0]++;
    counts[1] += clicked ? 1 : 0;
  }

  /** How many visitors were shown something. */
  public synchronized int visitors() {
    return byVisitor.size();
  }

  /** How many items were shown. */
  public synchronized long shown() {
    return byVisitor.values().stream().mapToLong(counts -> counts[0]).sum();
  }

  /** How many of them were clicked. */
  public synchronized long clicked() {
    return byVisitor.values().stream().mapToLong(counts -> counts[1]).sum();
  }

  /** Clicks for each item shown. */
  public synchronized Rate rate() {
    double shown = shown();
    double rate = clicked() / shown;
    double squares = 0;
    for (long[] counts : byVisitor.values()) {
      double residual = counts[1] - rate * counts[0];
      squares += residual * residual;
    }
    double visitors = byVisitor.size();
    return new Rate(rate, Math.sqrt(squares * visitors / (visitors - 1)) / shown);
  }
}
