package dev.freshet.serving.vector;

import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.store.RowStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the view schemas that rows were written with and this server does not know: those of a
 * stream job with other definitions. One that the store does not have is asked for again only after
 * a second. Thread-safe.
 */
final class SchemaLearner {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaLearner.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final String project;
  private final ViewSchemas schemas;
  private final RowStore store;
  private final ServingMetrics metrics;
  private final Map<Long, Long> absentSince = new ConcurrentHashMap<>();

  SchemaLearner(String project, ViewSchemas schemas, RowStore store, ServingMetrics metrics) {
    this.project = project;
    this.schemas = schemas;
    this.store = store;
    this.metrics = metrics;
  }

  /** Learns those of the schemas that the store has, and tells whether there was one. */
  CompletableFuture<Boolean> learn(Set<Long> unknown, Deadline deadline) {
    long now = System.nanoTime();
    List<Long> wanted =
        unknown.stream()
            .filter(
                schema -> {
                  Long since = absentSince.get(schema);
                  return since == null || now - since > PAUSE_NANOS;
                })
            .toList();
    if (wanted.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    byte[][] keys =
        wanted.stream().map(schema -> ViewSchemas.storeKey(project, schema)).toArray(byte[][]::new);
    return store.fetch(keys, deadline).thenApply(found -> learn(wanted, found));
  }

  private boolean learn(List<Long> wanted, byte[][] found) {
    boolean learned = false;
    for (int i = 0; i < found.length; i++) {
      if (found[i] != null && learn(wanted.get(i), found[i])) {
        learned = true;
      } else if (absentSince.put(wanted.get(i), System.nanoTime()) == null) {
        LOG.warn(
            "Rows of project {} name the view schema {}, which the store does not have; their values"
                + " are null until the stream job writes them again",
            project,
            Long.toHexString(wanted.get(i)));
      }
    }
    return learned;
  }

  private boolean learn(long fingerprint, byte[] encoded) {
    try {
      schemas.learn(fingerprint, encoded);
      metrics.schemas().inc();
      return true;
    } catch (MalformedBytesException e) {
      return false;
    }
  }
}
