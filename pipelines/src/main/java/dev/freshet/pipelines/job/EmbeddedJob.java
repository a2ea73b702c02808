package dev.freshet.pipelines.job;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.pipelines.archive.Archive;
import dev.freshet.pipelines.entity.EntitySettings;
import dev.freshet.pipelines.metric.MetricsPage;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import dev.freshet.pipelines.store.redis.RedisAddress;
import dev.freshet.pipelines.store.redis.RedisRowStores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream job on a Flink cluster of its own inside this process, with Flink's web interface and
 * metrics. It starts from where it was before, and restarts by itself when something fails.
 */
public final class EmbeddedJob implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedJob.class);

  private static final String HOST = "127.0.0.1";
  static final int PARTITIONS = 4;

  private static final int MANAGED_MEMORY_MEBIBYTES = 256;
  private static final long MIN_CACHE_BYTES = 8 << 20;
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final MiniCluster cluster;
  private final MetricsPage metrics;
  private final JobConfig config;
  private final URI web;
  private final JobID job;
  private final CompletableFuture<JobResult> result;

  private EmbeddedJob(
      MiniCluster cluster, MetricsPage metrics, JobConfig config, URI web, JobID job) {
    this.cluster = cluster;
    this.metrics = metrics;
    this.config = config;
    this.web = web;
    this.job = job;
    this.result = cluster.requestJobResult(job);
  }

  /**
   * Starts the job, without waiting for it to run; makes topics that are missing.
   *
   * @throws ExecutionException if the brokers do not answer
   * @throws IOException if the state folder or a port cannot be used
   * @throws IllegalArgumentException if an address is none, or the savepoint
   */
  public static EmbeddedJob start(Definitions definitions, JobConfig config) throws Exception {
    config.savepoint().ifPresent(Checkpoints::check);
    if (config.archive().isPresent()) {
      Archive.check(definitions.repository());
      Archive.prepare(config.archive().get());
    }
    Files.createDirectories(config.stateFolder());
    Topics.ensure(config.kafka(), definitions.repository(), PARTITIONS);
    MetricsPage metrics = MetricsPage.open(HOST, config.metricsPort());
    MiniCluster cluster = new MiniCluster(clusterConfig(config, metrics));
    try {
      cluster.start();
      URI web = cluster.getRestAddress().get();
      JobID job = cluster.submitJob(graph(definitions, config).getJobGraph()).get().getJobID();
      return new EmbeddedJob(cluster, metrics, config, web, job);
    } catch (Exception e) {
      var unused = cluster.closeAsync();
      metrics.close();
      throw e;
    }
  }

  /** Flink's web interface. */
  public URI web() {
    return web;
  }

  /** Metrics in Prometheus' text format. */
  public URI metrics() {
    return metrics.uri();
  }

  /** Whether the job has ended, in order or not. */
  public boolean isOver() {
    return result.isDone();
  }

  /**
   * Waits until the job has ended in order.
   *
   * @throws ExecutionException if it failed, or was cancelled
   */
  public void await() throws ExecutionException, InterruptedException {
    JobResult end = result.get();
    if (end.getSerializedThrowable().isPresent()) {
      throw new ExecutionException(
          end.getSerializedThrowable().get().deserializeError(EmbeddedJob.class.getClassLoader()));
    }
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
          cluster
              .stopWithSavepoint(job, savepoints, false, SavepointFormatType.NATIVE)
              .get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException unable) {
      LOG.warn("No savepoint could be taken", unable);
      return Optional.empty();
    } finally {
      close();
    }
  }

  /** Stops at once. */
  @Override
  public void close() {
    try {
      cluster.closeAsync().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Flink did not end in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      metrics.close();
    }
  }

  /** The job as Flink takes it, with where it starts from. */
  static StreamGraph graph(Definitions definitions, JobConfig config) throws IOException {
    Repository repository = definitions.repository();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.of(repository.project(), config));
    RedisRowStores stores =
        new RedisRowStores(new RedisAddress(config.redis()), repository.project());
    new FeatureJob(
            definitions, config.kafka(), stores, settings(repository, config), config.archive())
        .build(environment);
    StreamGraph graph = environment.getStreamGraph();
    restore(config).ifPresent(graph::setSavepointRestoreSettings);
    return graph;
  }

  /** A quarter of the heap is for decoded states, shared by all parts of all entities. */
  private static EntitySettings settings(Repository repository, JobConfig config) {
    List<Entity> entities = FeatureJob.entities(repository);
    long parts = Math.max(1, (long) entities.size() * config.parallelism());
    return new EntitySettings(
        config.freshness(),
        config.rowBudgetBytes(),
        Math.max(MIN_CACHE_BYTES, Runtime.getRuntime().maxMemory() / 4 / parts),
        System.currentTimeMillis(),
        config.archive().isPresent());
  }

  /** What is in our own folder is ours to remove once it is superseded; what was given is not. */
  private static Optional<SavepointRestoreSettings> restore(JobConfig config) throws IOException {
    if (config.savepoint().isPresent()) {
      return Optional.of(restore(config.savepoint().get(), RecoveryClaimMode.NO_CLAIM));
    }
    Optional<Path> newest = Checkpoints.newest(config.stateFolder());
    return newest.map(path -> restore(path.toUri().toString(), RecoveryClaimMode.CLAIM));
  }

  private static SavepointRestoreSettings restore(String path, RecoveryClaimMode mode) {
    LOG.info("Starting from {}", path);
    // Operators have fixed uids: state that finds none is of an entity that is gone.
    return SavepointRestoreSettings.forPath(path, true, mode);
  }

  private static MiniClusterConfiguration clusterConfig(JobConfig config, MetricsPage metrics) {
    Configuration flink = new Configuration();
    flink.set(RestOptions.ADDRESS, HOST);
    flink.set(RestOptions.BIND_ADDRESS, HOST);
    flink.set(RestOptions.BIND_PORT, Integer.toString(config.webPort()));
    flink.set(WebOptions.SUBMIT_ENABLE, false);
    flink.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(MANAGED_MEMORY_MEBIBYTES));
    metrics.configure(flink);
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(flink)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(config.parallelism())
        .setRpcServiceSharing(RpcServiceSharing.SHARED)
        .build();
  }
}
