package dev.freshet.infra.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/** How long it took until events that were sent could be read. Thread-safe. */
final class Freshness {

  static final double MEDIAN = 0.5;
  static final double MOST = 0.99;

  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[64];
  private int size;

  synchronized void add(long elapsedNanos) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = elapsedNanos;
  }

  synchronized int size() {
    return size;
  }

  /**
   * The least that at least this share of all took, in milliseconds; empty while there are none.
   *
   * @param share in (0, 1]
   */
  synchronized OptionalDouble millis(double share) {
    if (size == 0) {
      return OptionalDouble.empty();
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * size);
    return OptionalDouble.of(sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI);
  }

  /** For people, such as {@code 104 ms (p50), 231 ms (p99)}; empty while there is nothing. */
  String text() {
    OptionalDouble median = millis(MEDIAN);
    return median.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%.0f ms (p50), %.0f ms (p99)",
            median.getAsDouble(),
            millis(MOST).orElseThrow());
  }
}
