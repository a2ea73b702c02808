package dev.freshet.pipelines.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/** A Flink cluster inside this process, for one batch job, with a folder of its own on disk. */
final class EmbeddedFlink implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int SORT_MEBIBYTES_PER_SLOT = 192;
  private static final Duration HEARTBEATS = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final MiniCluster cluster;
  private final Path folder;

  private EmbeddedFlink(MiniCluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  static EmbeddedFlink start(int parallelism) throws IOException {
    Path folder = Files.createTempDirectory(temporary(), "freshet-training-");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(clusterSettings(parallelism, folder))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
    EmbeddedFlink flink = new EmbeddedFlink(cluster, folder);
    try {
      cluster.start();
      return flink;
    } catch (Exception e) {
      flink.close();
      throw new IOException("Flink cannot be started: " + e.getMessage(), e);
    }
  }

  private static Path temporary() {
    String named = System.getenv("TMPDIR");
    return Path.of(named == null || named.isEmpty() ? System.getProperty("java.io.tmpdir") : named);
  }

  JobClient submit(JobGraph graph) throws ExecutionException, InterruptedException {
    cluster.submitJob(graph).get();
    return new MiniClusterJobClient(
        graph.getJobID(),
        cluster,
        EmbeddedFlink.class.getClassLoader(),
        MiniClusterJobClient.JobFinalizationBehavior.NOTHING);
  }

  private static Configuration clusterSettings(int parallelism, Path folder) {
    Configuration flink = new Configuration();
    flink.set(RestOptions.ADDRESS, HOST);
    flink.set(RestOptions.BIND_ADDRESS, HOST);
    flink.set(RestOptions.BIND_PORT, "0");
    flink.set(CoreOptions.TMP_DIRS, folder.toString());
    flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEATS);
    flink.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE,
        MemorySize.ofMebiBytes((long) parallelism * SORT_MEBIBYTES_PER_SLOT));
    return flink;
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.closeAsync().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Flink did not end in order: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
