package dev.freshet.pipelines.store;

import java.util.concurrent.atomic.LongAdder;

/** What a row store has done since it was opened. Thread-safe. */
public final class StoreMeter {

  private final LongAdder written = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder batchNanos = new LongAdder();
  private final LongAdder losses = new LongAdder();
  private volatile long awaySinceNanos;
  private volatile boolean away;
  private volatile long awayNanos;

  /** Rows acknowledged and kept. */
  public void written(long rows) {
    written.add(rows);
  }

  /** Rows not kept, the store having newer ones. */
  public void refused(long rows) {
    refused.add(rows);
  }

  /** A round trip of a batch of rows. */
  public void roundTrip(long nanos) {
    batches.increment();
    batchNanos.add(nanos);
  }

  /** The store is away from now on. */
  public synchronized void wentAway() {
    if (!away) {
      losses.increment();
      awaySinceNanos = System.nanoTime();
      away = true;
    }
  }

  /** The store is there again. */
  public synchronized void cameBack() {
    if (away) {
      awayNanos += System.nanoTime() - awaySinceNanos;
      away = false;
    }
  }

  public long rowsWritten() {
    return written.sum();
  }

  public long rowsRefused() {
    return refused.sum();
  }

  public long roundTrips() {
    return batches.sum();
  }

  /** The time of all round trips together. */
  public double roundTripSeconds() {
    return batchNanos.sum() / 1e9;
  }

  /** How often the store went away. */
  public long timesAway() {
    return losses.sum();
  }

  /** How long the store was away, altogether. */
  public double awaySeconds() {
    return (awayNanos + (away ? System.nanoTime() - awaySinceNanos : 0)) / 1e9;
  }
}
