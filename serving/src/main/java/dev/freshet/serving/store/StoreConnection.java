package dev.freshet.serving.store;

import java.util.concurrent.CompletableFuture;

/** An open way to the store, on one event loop. It reconnects by itself, and rejects meanwhile. */
interface StoreConnection {

  /** One value per key, {@code null} where there is none. */
  CompletableFuture<byte[][]> fetch(byte[][] keys);

  CompletableFuture<?> ping();
}
