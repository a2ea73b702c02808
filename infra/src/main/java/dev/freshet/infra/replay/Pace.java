package dev.freshet.infra.replay;

import dev.freshet.infra.console.EnvironmentException;
import java.util.OptionalDouble;

/** When events are due: at once, or at a multiple of the pace of their times. Not thread-safe. */
interface Pace {

  /** As fast as possible. */
  Pace UNBOUND = time -> {};

  /** Waits until the event of that time, in epoch milliseconds, is due. */
  void await(long time);

  /**
   * A pace that starts now.
   *
   * @param speed how many times faster than the events' times; empty for as fast as possible
   * @param first the time of the event that is due now
   */
  static Pace of(OptionalDouble speed, long first) {
    if (speed.isEmpty()) {
      return UNBOUND;
    }
    long start = System.nanoTime();
    double nanosPerMilli = 1e6 / speed.getAsDouble();
    return time -> {
      long due = (long) ((time - first) * nanosPerMilli) - (System.nanoTime() - start);
      if (due > 0) {
        sleep(due);
      }
    };
  }

  private static void sleep(long nanos) {
    try {
      Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while sending", e);
    }
  }
}
