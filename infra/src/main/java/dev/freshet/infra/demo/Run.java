package dev.freshet.infra.demo;

import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.trial.Trial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The feed at work, from its start until somebody ends it. Thread-safe. */
final class Run {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Feed feed;
  private final Probes probes;
  private final Trial trial;
  private final long startNanos = System.nanoTime();
  private final CompletableFuture<Void> feeding;
  private final AtomicBoolean claimed = new AtomicBoolean();

  /** Starts feeding. */
  Run(Feed feed, Probes probes, Trial trial) {
    this.feed = feed;
    this.probes = probes;
    this.trial = trial;
    this.feeding = CompletableFuture.runAsync(feed, work -> start(work));
  }

  Feed feed() {
    return feed;
  }

  Probes probes() {
    return probes;
  }

  double seconds() {
    return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
  }

  /** Whether it goes on: nobody has claimed its end, and it has not failed. */
  boolean goesOn() {
    return !claimed.get() && !feeding.isDone();
  }

  /** Claims the end: true for the first who does, whose part it then is to end it. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /**
   * Stops feeding, and waits until Kafka has all that was sent.
   *
   * @return the report of it, but for what is still to be read
   */
  Report stop() {
    feed.stop();
    double seconds = seconds();
    try {
      feeding.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new EnvironmentException("the shop could not be fed: " + e.getCause(), e);
    }
    return new Report(feed.tally(), seconds, probes, trial.outcome());
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "feed");
    thread.setDaemon(true);
    thread.start();
  }
}
