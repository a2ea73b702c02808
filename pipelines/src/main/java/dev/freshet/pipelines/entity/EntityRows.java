package dev.freshet.pipelines.entity;

import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.Reach;
import dev.freshet.features.row.Row;
import dev.freshet.features.row.RowVersion;
import dev.freshet.pipelines.store.RowStore;
import java.time.Duration;

/**
 * Makes the rows of entries and puts them into the store.
 *
 * @param prefix what the names of the rows start with
 * @param budgetBytes how many bytes of steps one may have
 */
record EntityRows(
    EntityFold fold,
    RowStore store,
    String prefix,
    int budgetBytes,
    long lineage,
    long deployment) {

  /** How long before its horizon a row is continued; no horizon is nearer than five minutes. */
  private static final long CONTINUE_BEFORE_MILLIS = Duration.ofMinutes(2).toMillis();

  /** Writes the entry's row; a near one may leave it unfinished. */
  void write(Entry entry, long now, Reach reach) throws InterruptedException {
    Row row = fold.row(entry.state(), now, reach, budgetBytes);
    store.put(prefix + entry.key(), row.encode(lineage, deployment), row.keepUntil());
    if (row.horizon() >= RowVersion.ENDLESS) {
      entry.wroteFull(Entry.NEVER);
    } else if (reach == Reach.FULL) {
      entry.wroteFull(row.horizon() - CONTINUE_BEFORE_MILLIS);
    } else {
      entry.wroteNear();
    }
  }
}
