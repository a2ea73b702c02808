package dev.freshet.pipelines.job;

import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;

/**
 * The stream job on a Flink session cluster elsewhere, of the same release of Flink as ours. The
 * cluster must reach the brokers and the store by the same addresses, and the state folder by the
 * same path.
 */
public final class ClusterJob {

  /** What Flink's distribution brings, and the parts of this process that no job needs. */
  private static final Pattern NOT_SENT =
      Pattern.compile(
          "flink-(?!connector-).*|frocksdbjni-.*|log4j-.*|slf4j-.*|scala-.*|kafka_.*|kafka-(?!clients).*"
              + "|vertx-.*|grpc-.*|embedded-redis-.*|jedis-.*|picocli-.*"
              + "|freshet-(?!features|pipelines).*|prometheus-.*");

  /** Three seconds lie between two. */
  private static final int ATTEMPTS = 3;

  private ClusterJob() {}

  /**
   * Submits the job; that it runs is not awaited.
   *
   * @param flink the address of the cluster's REST interface
   * @param classPath this process's; the jars that the job needs of it are sent along
   * @throws IllegalArgumentException if the address is none, or the job runs there already
   * @throws ExecutionException if the brokers do not answer, or the cluster refuses
   */
  public static JobID submit(
      Definitions definitions, JobConfig config, URI flink, List<Path> classPath) throws Exception {
    Configuration client = address(flink);
    try (RestClusterClient<StandaloneClusterId> cluster =
        new RestClusterClient<>(client, StandaloneClusterId.getInstance())) {
      refuseSecond(cluster, flink, FlinkSettings.name(definitions.repository().project()));
      Topics.ensure(config.kafka(), definitions.repository(), EmbeddedJob.PARTITIONS);
      return cluster.submitJob(graph(definitions, config, classPath)).get();
    }
  }

  /** Two jobs of one project would write the same rows. */
  private static void refuseSecond(RestClusterClient<?> cluster, URI flink, String name)
      throws Exception {
    for (JobStatusMessage job : cluster.listJobs().get()) {
      if (job.getJobName().equals(name) && !job.getJobState().isGloballyTerminalState()) {
        throw new IllegalArgumentException(
            "\"%s\" runs at %s already, as job %s; stop that one first, best with a savepoint, which --from-savepoint then takes"
                .formatted(name, flink, job.getJobId()));
      }
    }
  }

  private static JobGraph graph(Definitions definitions, JobConfig config, List<Path> classPath)
      throws IOException {
    JobGraph graph = EmbeddedJob.graph(definitions, config).getJobGraph();
    classPath.stream()
        .filter(ClusterJob::isSent)
        .forEach(jar -> graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri())));
    return graph;
  }

  private static boolean isSent(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith(".jar") && !NOT_SENT.matcher(name).matches();
  }

  private static Configuration address(URI flink) {
    if (flink.getHost() == null || flink.getPort() < 0) {
      throw new IllegalArgumentException(
          "\"" + flink + "\" is no address of Flink; write http://HOST:PORT");
    }
    Configuration client = new Configuration();
    client.set(RestOptions.ADDRESS, flink.getHost());
    client.set(RestOptions.PORT, flink.getPort());
    client.set(RestOptions.RETRY_MAX_ATTEMPTS, ATTEMPTS);
    client.set(SecurityOptions.SSL_REST_ENABLED, "https".equals(flink.getScheme()));
    return client;
  }
}
