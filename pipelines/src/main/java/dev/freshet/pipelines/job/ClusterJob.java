package dev.freshet.pipelines.job;

import dev.freshet.pipelines.archive.Archive;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;

/**
 * The stream job on a Flink cluster elsewhere, which must reach the brokers and the store by the
 * same addresses, and the folders of state and archive by the same paths.
 */
public final class ClusterJob {

  private ClusterJob() {}

  /**
   * Submits the job; that it runs is not awaited.
   *
   * @throws IllegalArgumentException if the job runs there already
   * @throws ExecutionException if the brokers do not answer, or the cluster refuses
   */
  public static JobID submit(Definitions definitions, JobConfig config, SessionCluster cluster)
      throws Exception {
    if (config.archive().isPresent()) {
      Archive.check(definitions.repository());
    }
    cluster.refuseSecond(FlinkSettings.name(definitions.repository().project()));
    Topics.ensure(config.kafka(), definitions.repository(), EmbeddedJob.PARTITIONS);
    return cluster.submit(EmbeddedJob.graph(definitions, config).getJobGraph());
  }
}
