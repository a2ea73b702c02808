package dev.freshet.infra.command;

import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.pipelines.job.SessionCluster;
import dev.freshet.pipelines.training.TrainingRun;
import dev.freshet.pipelines.training.TrainingSetException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * A training run with a bar that shows how far it is, and of which nothing is left when a signal
 * ends this process.
 *
 * @param what it is for, in messages
 */
record OfflineRun(Console console, String what) {

  /**
   * Runs it to its end, or until a signal ends this process.
   *
   * @param cluster to run it on; empty for here
   */
  TrainingRun.Summary of(TrainingRun run, Optional<SessionCluster> cluster)
      throws TrainingSetException, InterruptedException {
    Thread stopping = new Thread(() -> stop(run), "stop-training-run");
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      return follow(run, cluster);
    } finally {
      if (run.isStopped()) {
        new CountDownLatch(1).await();
      }
      Runtime.getRuntime().removeShutdownHook(stopping);
    }
  }

  private static void stop(TrainingRun run) {
    try {
      run.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private TrainingRun.Summary follow(TrainingRun run, Optional<SessionCluster> cluster)
      throws TrainingSetException, InterruptedException {
    TrainingProgress progress =
        new TrainingProgress(console, run.bytes(), run.answers(), run.rows());
    try {
      return cluster.isPresent() ? run.on(cluster.get(), progress::at) : run.here(progress::at);
    } catch (ExecutionException e) {
      throw new EnvironmentException(
          what
              + " failed"
              + cluster.map(elsewhere -> " at " + elsewhere.rest()).orElse("")
              + ": "
              + rootCause(e),
          e);
    } finally {
      progress.end();
    }
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
