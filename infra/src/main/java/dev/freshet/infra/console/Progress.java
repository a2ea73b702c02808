package dev.freshet.infra.console;

import java.util.Locale;

/**
 * How far a long work has come: a bar on a terminal, drawn at most ten times a second; elsewhere a
 * line now and then. Not thread-safe.
 */
public final class Progress {

  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000;

  private final Console console;
  private final String what;
  private final long start = System.nanoTime();
  private long drawn = start - REDRAW_NANOS;

  public Progress(Console console, String what) {
    this.console = console;
    this.what = what;
  }

  /**
   * Draws the bar, if it is time to.
   *
   * @param share in [0, 1]; negative where the whole is not known
   * @param count of what has been done, to tell the pace
   */
  public void at(double share, long count) {
    long now = System.nanoTime();
    if (now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    double seconds = (now - start) / 1e9;
    String pace =
        String.format(Locale.ROOT, "%,d  %,.0f/s", count, count / Math.max(seconds, 1e-3));
    if (console.isTerminal()) {
      console.show(what + "  " + (share < 0 ? "" : bar(Math.min(share, 1)) + "  ") + pace);
    } else {
      console.remind(
          () -> what + ": " + (share < 0 ? "" : percent(Math.min(share, 1)) + ", ") + pace);
    }
  }

  /** Takes the bar away. */
  public void end() {
    console.wipe();
  }

  private static String bar(double share) {
    int full = (int) (share * WIDTH);
    return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + percent(share);
  }

  private static String percent(double share) {
    return (int) (share * 100) + " %";
  }
}
