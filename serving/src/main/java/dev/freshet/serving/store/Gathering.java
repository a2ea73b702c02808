package dev.freshet.serving.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows that come one by one: complete when all are there, or at the first failure. */
final class Gathering extends CompletableFuture<byte[][]> {

  private final byte[][] rows;
  private final AtomicInteger missing;

  Gathering(int keys) {
    rows = new byte[keys][];
    missing = new AtomicInteger(keys);
  }

  void put(int place, byte[] row) {
    rows[place] = row;
    if (missing.decrementAndGet() == 0) {
      complete(rows);
    }
  }

  void fail(Throwable failure) {
    completeExceptionally(failure);
  }
}
