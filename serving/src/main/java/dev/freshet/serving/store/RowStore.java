package dev.freshet.serving.store;

import java.util.concurrent.CompletableFuture;

/** The online store as its readers see it: bytes by key. Thread-safe; never blocks. */
public interface RowStore {

  /**
   * Reads many keys in one round trip (in a cluster: one per node, at the same time).
   *
   * @param keys distinct, at least one
   * @return one value per key, {@code null} where the store has none. It fails with a {@link
   *     StoreException}, at the deadline at the latest
   */
  CompletableFuture<byte[][]> fetch(byte[][] keys, Deadline deadline);

  /** Completes when the store has answered; fails as {@link #fetch} does. */
  CompletableFuture<Void> ping(Deadline deadline);
}
