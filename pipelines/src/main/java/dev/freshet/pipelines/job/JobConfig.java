package dev.freshet.pipelines.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a stream job runs.
 *
 * @param kafka the brokers, {@code host:port}
 * @param redis the store's URI, as lettuce takes it
 * @param stateFolder where checkpoints and savepoints are
 * @param savepoint where to start from; else the newest complete checkpoint of the state folder,
 *     else the topics' beginning
 * @param archive where to archive accepted events
 * @param freshness how long rows wait to be written together
 * @param rowBudgetBytes how many bytes of steps a row may hold beyond the next five minutes
 * @param parallelism of every operator, from 1 to {@link FeatureJob#MAX_PARALLELISM}
 * @param checkpointInterval between the starts of two checkpoints
 * @param onHeap whether state is kept on the heap rather than in RocksDB
 * @param webPort of Flink's web interface; 0 for a free one
 * @param metricsPort of the metrics in Prometheus' text format; 0 for a free one
 */
public record JobConfig(
    String kafka,
    String redis,
    Path stateFolder,
    Optional<String> savepoint,
    Optional<Path> archive,
    Duration freshness,
    int rowBudgetBytes,
    int parallelism,
    Duration checkpointInterval,
    boolean onHeap,
    int webPort,
    int metricsPort) {

  public static final Duration DEFAULT_FRESHNESS = Duration.ofMillis(100);
  public static final int DEFAULT_ROW_BUDGET_BYTES = 16 * 1024;
  public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  private static final Duration LEAST_CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

  /**
   * @throws IllegalArgumentException if the parallelism is none, or the interval too short
   */
  public JobConfig {
    if (parallelism < 1 || parallelism > FeatureJob.MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "a parallelism of %d is not possible; it is a number from 1 to %d"
              .formatted(parallelism, FeatureJob.MAX_PARALLELISM));
    }
    if (checkpointInterval.compareTo(LEAST_CHECKPOINT_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "checkpoints every %d ms are not possible; write 1s or more"
              .formatted(checkpointInterval.toMillis()));
    }
  }
}
