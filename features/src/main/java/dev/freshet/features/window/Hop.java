package dev.freshet.features.window;

import java.time.Duration;

/**
 * How finely the far end of a window moves. Each hop divides the next, so that tiles nest.
 *
 * <p>The hop of a window is the largest that is at most a 48th of it, and one second where none is.
 */
public enum Hop {
  SECOND(1_000L),
  FIVE_SECONDS(5_000L),
  HALF_MINUTE(30_000L),
  MINUTE(60_000L),
  FIVE_MINUTES(300_000L),
  HALF_HOUR(1_800_000L),
  THREE_HOURS(10_800_000L),
  HALF_DAY(43_200_000L),
  DAY(86_400_000L);

  private static final int HOPS_PER_WINDOW = 48;

  private final long millis;

  Hop(long millis) {
    this.millis = millis;
  }

  /** The hop of a window of that length. */
  public static Hop of(Duration window) {
    Hop widest = SECOND;
    for (Hop hop : values()) {
      if (hop.millis <= window.toMillis() / HOPS_PER_WINDOW) {
        widest = hop;
      }
    }
    return widest;
  }

  public long millis() {
    return millis;
  }

  /** The start of the hop-aligned interval that holds the instant: floored on the epoch in UTC. */
  public long floor(long instant) {
    return Math.floorDiv(instant, millis) * millis;
  }
}
