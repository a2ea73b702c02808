package dev.freshet.pipelines.job;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;

/**
 * A Flink session cluster elsewhere, of the same release of Flink as ours.
 *
 * @param rest the address of its REST interface
 * @param classPath this process's; the jars that a job needs of it are sent along
 */
public record SessionCluster(URI rest, List<Path> classPath) {

  /** What Flink's distribution brings, and the parts of this process that no job needs. */
  private static final Pattern NOT_SENT =
      Pattern.compile(
          "flink-(?!connector-).*|frocksdbjni-.*|log4j-.*|slf4j-.*|scala-.*|kafka_.*|kafka-(?!clients).*"
              + "|vertx-.*|grpc-.*|embedded-redis-.*|jedis-.*|picocli-.*"
              + "|freshet-(?!features|pipelines).*|prometheus-.*");

  private static final int ATTEMPTS = 3;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  /** An address is checked, not yet tried. */
  public SessionCluster {
    if (rest.getHost() == null || rest.getPort() < 0) {
      throw new IllegalArgumentException(
          "\"" + rest + "\" is no address of Flink; write http://HOST:PORT");
    }
    classPath = List.copyOf(classPath);
  }

  /** Submits a job; that it runs is not awaited. */
  public JobID submit(JobGraph graph) throws Exception {
    classPath.stream()
        .filter(SessionCluster::isSent)
        .forEach(jar -> graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri())));
    try (ClusterClient<?> client = client()) {
      return client.submitJob(graph).get();
    }
  }

  /** A job there, to be followed from here. */
  public JobClient job(JobID job) {
    return new ClusterClientJobClientAdapter<>(
        this::client, job, SessionCluster.class.getClassLoader());
  }

  /**
   * Refuses to go on where a job of that name runs.
   *
   * @throws IllegalArgumentException if one does
   * @throws ExecutionException if the cluster does not answer
   */
  void refuseSecond(String name) throws Exception {
    try (ClusterClient<?> client = client()) {
      for (JobStatusMessage job : client.listJobs().get()) {
        if (job.getJobName().equals(name) && !job.getJobState().isGloballyTerminalState()) {
          throw new IllegalArgumentException(
              "\"%s\" runs at %s already, as job %s; stop that one first, best with a savepoint, which --from-savepoint then takes"
                  .formatted(name, rest, job.getJobId()));
        }
      }
    }
  }

  private ClusterClient<StandaloneClusterId> client() {
    Configuration client = new Configuration();
    client.set(RestOptions.ADDRESS, rest.getHost());
    client.set(RestOptions.PORT, rest.getPort());
    client.set(RestOptions.RETRY_MAX_ATTEMPTS, ATTEMPTS);
    client.set(RestOptions.RETRY_DELAY, BETWEEN_ATTEMPTS);
    client.set(SecurityOptions.SSL_REST_ENABLED, "https".equals(rest.getScheme()));
    try {
      return new RestClusterClient<>(client, StandaloneClusterId.getInstance());
    } catch (Exception e) {
      throw new IllegalStateException("no client of Flink at " + rest + ": " + e.getMessage(), e);
    }
  }

  private static boolean isSent(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith(".jar") && !NOT_SENT.matcher(name).matches();
  }
}
