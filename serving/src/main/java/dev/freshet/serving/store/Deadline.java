package dev.freshet.serving.store;

import java.time.Duration;

/**
 * The instant by which a request is answered, on the clock of {@link System#nanoTime()}.
 *
 * @param nanoTime when it is over
 * @param allowed how much time there was
 */
public record Deadline(long nanoTime, Duration allowed) {

  public static Deadline in(Duration allowed) {
    return new Deadline(System.nanoTime() + allowed.toNanos(), allowed);
  }

  /** The earlier of this and one that is so many nanoseconds away. */
  public Deadline atMost(long remainingNanos) {
    long end = System.nanoTime() + remainingNanos;
    return end - nanoTime < 0 ? new Deadline(end, allowed) : this;
  }

  /** How long it still is; not positive once it is over. */
  public long remainingNanos() {
    return nanoTime - System.nanoTime();
  }
}
