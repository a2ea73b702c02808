package dev.freshet.pipelines.store;

import java.time.Duration;
import java.util.Optional;

/**
 * The online store as its writer sees it: rows by name, none of which ever gives way to an older
 * one ({@link dev.freshet.features.row.RowVersion}; equal versions are admitted).
 *
 * <p>A store that is away, or refuses for a while, is waited for without end; no row is dropped
 * meanwhile. Used by one thread.
 */
public interface RowStore extends AutoCloseable {

  /**
   * Takes a row on its way; of several rows of one name that wait, the last goes. Waits while too
   * many bytes do.
   *
   * @param name as {@link dev.freshet.features.row.EntityKey} makes it
   * @param row its bytes, which nobody changes any more
   * @param keepUntil the instant after which the store may forget it, epoch milliseconds; {@link
   *     Long#MAX_VALUE} for never
   */
  void put(String name, byte[] row, long keepUntil) throws InterruptedException;

  /** Sends what waits, without waiting for it. */
  void send();

  /** Waits until the store has acknowledged every row that was put. */
  void flush() throws InterruptedException;

  /**
   * As {@link #flush()}, but not longer than that.
   *
   * @return whether every row was acknowledged
   */
  boolean flush(Duration atMost) throws InterruptedException;

  /**
   * What tells this store with its data from the same one after it lost some, as last seen: another
   * text means that rows may be missing. Empty while it has never been there.
   */
  Optional<String> identity();

  /** Gives up the connection, and what was not sent. */
  @Override
  void close();
}
