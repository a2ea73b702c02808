package dev.freshet.infra.stack;

import java.util.Locale;

/** Elapsed time as people read it. */
final class Stopwatch {

  private final long start = System.nanoTime();

  /** Since this was made, such as {@code 1.8 s}. */
  String elapsed() {
    return seconds(System.nanoTime() - start);
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
