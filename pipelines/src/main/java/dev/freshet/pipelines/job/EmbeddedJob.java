package dev.freshet.pipelines.job;

import dev.freshet.pipelines.entity.EntitySettings;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import dev.freshet.pipelines.store.redis.RedisAddress;
import dev.freshet.pipelines.store.redis.RedisRowStores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The stream job on a Flink cluster of its own inside this process, with Flink's web interface and
 * metrics. It starts from where it was before, and restarts by itself when something fails.
 */
public final class EmbeddedJob implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final int RETAINED_CHECKPOINTS = 2;
  private static final int RESTARTS_IN_A_ROW = 20;

  private final JobClient client;
  private final JobConfig config;

  private EmbeddedJob(JobClient client, JobConfig config) {
    this.client = client;
    this.config = config;
  }

  /**
   * Starts the job; makes topics that are missing.
   *
   * @throws ExecutionException if the brokers do not answer
   * @throws IOException if the state folder cannot be used
   */
  public static EmbeddedJob start(Definitions definitions, JobConfig config) throws Exception {
    Files.createDirectories(config.stateFolder());
    Topics.ensure(config.kafka(), definitions.repository(), PARTITIONS);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration(config));
    environment.setParallelism(config.parallelism());
    long now = System.currentTimeMillis();
    EntitySettings settings =
        new EntitySettings(config.freshness(), config.rowBudgetBytes(), now, now);
    String project = definitions.repository().project();
    RedisRowStores stores = new RedisRowStores(new RedisAddress(config.redis()), project);
    new FeatureJob(definitions, config.kafka(), stores, settings).build(environment);
    JobClient client = environment.executeAsync("freshet " + project);
    return new EmbeddedJob(client, config);
  }

  /** Flink's web interface. */
  public URI web() {
    return URI.create("http://127.0.0.1:" + config.webPort());
  }

  /** Metrics in Prometheus' text format. */
  public URI metrics() {
    return URI.create("http://127.0.0.1:" + config.metricsPort() + "/metrics");
  }

  /** Waits until the job has ended, in order or not. */
  public void await() throws ExecutionException, InterruptedException {
    client.getJobExecutionResult().get();
  }

  /**
   * Stops in order: all rows are written in full, and a savepoint is taken, from which the job goes
   * on when it is started again.
   *
   * @return where the savepoint is; empty if there was no time for it, so that the job will go on
   *     from its last checkpoint
   */
  public Optional<String> stop(Duration atMost) throws InterruptedException {
    String savepoints = Checkpoints.savepoints(config.stateFolder()).toUri().toString();
    try {
      return Optional.of(
          client
              .stopWithSavepoint(false, savepoints, SavepointFormatType.NATIVE)
              .get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException unable) {
      close();
      return Optional.empty();
    }
  }

  /** Stops at once. */
  @Override
  public void close() {
    var unused = client.cancel();
  }

  private static Configuration configuration(JobConfig config) throws IOException {
    Configuration flink = new Configuration();
    flink.set(RestOptions.BIND_PORT, String.valueOf(config.webPort()));
    flink.set(RestOptions.PORT, config.webPort());
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, config.parallelism());
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    state(flink, config);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(200));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(2));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS_IN_A_ROW);
    flink.setString(
        "metrics.reporter.prometheus.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    flink.setString("metrics.reporter.prometheus.port", String.valueOf(config.metricsPort()));
    return flink;
  }

  private static void state(Configuration flink, JobConfig config) throws IOException {
    flink.set(StateBackendOptions.STATE_BACKEND, config.onHeap() ? "hashmap" : "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Checkpoints.checkpoints(config.stateFolder()).toUri().toString());
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    Optional<Path> newest = Checkpoints.newest(config.stateFolder());
    Optional<String> from =
        config.savepoint().or(() -> newest.map(folder -> folder.toUri().toString()));
    if (from.isPresent()) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, from.get());
      flink.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
      flink.set(
          StateRecoveryOptions.RESTORE_MODE,
          config.savepoint().isPresent() ? RecoveryClaimMode.NO_CLAIM : RecoveryClaimMode.CLAIM);
    }
  }
}
