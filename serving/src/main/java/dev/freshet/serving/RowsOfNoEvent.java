package dev.freshet.serving;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.Reach;
import dev.freshet.features.row.EntityKey;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.store.RowStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A store in which every entity has a row, and none an event. */
final class RowsOfNoEvent implements RowStore {

  private final Map<String, byte[]> byPrefix = new HashMap<>();

  RowsOfNoEvent(Repository repository) {
    long now = System.currentTimeMillis();
    for (Entity entity : repository.entities()) {
      EntityFold fold = EntityFold.of(repository, entity);
      byPrefix.put(
          EntityKey.prefix(repository.project(), entity),
          fold.row(fold.create(), now, Reach.NEAR, 0).encode(0, 0));
    }
  }

  @Override
  public CompletableFuture<byte[][]> fetch(byte[][] keys, Deadline deadline) {
    byte[][] rows = new byte[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      String key = new String(keys[i], StandardCharsets.UTF_8);
      rows[i] = byPrefix.get(key.substring(0, key.indexOf(':', key.indexOf(':') + 1) + 1));
    }
    return CompletableFuture.completedFuture(rows);
  }

  @Override
  public CompletableFuture<Void> ping(Deadline deadline) {
    return CompletableFuture.completedFuture(null);
  }
}
