package dev.freshet.serving.external;

import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.serving.store.Deadline;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What external views are asked of. Thread-safe; never blocks. */
public interface ExternalSource extends AutoCloseable {

  /** The source of nothing, of those who have no external views. */
  ExternalSource NONE =
      new ExternalSource() {
        @Override
        public CompletableFuture<ExternalAnswer> fetch(
            String view,
            List<ExternalFeature> features,
            List<Map<String, Object>> rows,
            Deadline deadline) {
          return CompletableFuture.completedFuture(
              ExternalAnswer.missing(rows.size(), features.size()));
        }

        @Override
        public void close() {}
      };

  /**
   * Asks a view for features of entities, in one call.
   *
   * @param rows at least one, each another entity: the join keys' values by name
   * @return completes before the deadline, on the event loop that asked, and never fails
   */
  CompletableFuture<ExternalAnswer> fetch(
      String view,
      List<ExternalFeature> features,
      List<Map<String, Object>> rows,
      Deadline deadline);

  /** Ends all connections. */
  @Override
  void close();
}
