package dev.freshet.pipelines.entity;

import dev.freshet.pipelines.store.RowStore;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the store may have lost rows, or has them of other definitions, and has all of them
 * written again from state, a few at a time. Which store it was, with rows of what, is remembered
 * over restarts; another one only once it has all rows.
 */
final class StoreWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

  private final RowStore store;
  private final Entities entities;
  private final String layout;
  private String remembered;
  private Rewriting rewriting;

  /**
   * A watch.
   *
   * @param layout which features the rows hold
   * @param remembered {@link #remembered()} of the watch before; empty where there was none
   */
  StoreWatch(RowStore store, Entities entities, String layout, String remembered) {
    this.store = store;
    this.entities = entities;
    this.layout = layout;
    this.remembered = remembered;
  }

  /** The store that last had all rows, and which features they held; empty where none had. */
  String remembered() {
    return remembered;
  }

  /** Whether rows are being written again. */
  boolean isRewriting() {
    return rewriting != null;
  }

  /** Looks at the store, and writes rows again for about as long as that. */
  void tick(long now, Duration atMost) throws Exception {
    Optional<String> seen = seen();
    if (seen.isEmpty()) {
      return;
    }
    if (remembered.isEmpty()) {
      remembered = seen.get();
    }
    String last = rewriting == null ? remembered : rewriting.identity;
    if (!last.equals(seen.get())) {
      LOG.info("The store may have lost rows, or has them of other definitions: all are written");
      close();
      rewriting = new Rewriting(seen.get(), entities.keys());
    }
    if (rewriting != null) {
      rewriting.step(entities, now, atMost);
    }
  }

  /** Every row that was put is acknowledged now. */
  void settled() {
    if (rewriting != null
        && rewriting.exhausted
        && seen().equals(Optional.of(rewriting.identity))) {
      LOG.info("All {} rows are in the store", rewriting.rows);
      remembered = rewriting.identity;
      close();
    }
  }

  @Override
  public void close() {
    if (rewriting != null) {
      rewriting.keys.close();
      rewriting = null;
    }
  }

  private Optional<String> seen() {
    return store.identity().map(identity -> identity + " " + layout);
  }

  /** One pass over all keys. */
  private static final class Rewriting {

    private final String identity;
    private final StateTable.Keys keys;
    private boolean exhausted;
    private long rows;

    private Rewriting(String identity, StateTable.Keys keys) {
      this.identity = identity;
      this.keys = keys;
    }

    private void step(Entities entities, long now, Duration atMost) throws Exception {
      long end = System.nanoTime() + atMost.toNanos();
      while (!exhausted && System.nanoTime() < end) {
        Optional<String> key = keys.next();
        exhausted = key.isEmpty();
        if (key.isPresent()) {
          entities.rewrite(key.get(), now);
          rows++;
        }
      }
    }
  }
}
