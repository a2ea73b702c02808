package dev.freshet.pipelines.training;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.pipelines.job.SessionCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One making of a training set, from what is asked for to a file. */
public final class TrainingRun {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration STOPPING = Duration.ofSeconds(15);

  private final TrainingPlan plan;
  private final int parallelism;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;
  private volatile Optional<JobClient> job = Optional.empty();

  private TrainingRun(TrainingPlan plan, int parallelism) {
    this.plan = plan;
    this.parallelism = parallelism;
  }

  /**
   * What was done.
   *
   * @param features how many
   * @param filesRead of events
   * @param filesSkipped of events, since no row of the spine can see what they hold
   * @param unreadable the first of the rows that are no events: where each is, and why
   */
  public record Summary(
      Tally tally, int features, int filesRead, int filesSkipped, List<String> unreadable) {}

  /**
   * Finds all that is asked for, without making anything yet.
   *
   * @param folder of the feature repository
   * @param variables what {@code ${VARIABLE}} stands for in the paths of files
   * @throws TrainingSetException with every problem
   * @throws IOException if the spine cannot be read
   */
  public static TrainingRun of(
      Path folder, TrainingRequest request, Function<String, String> variables, int parallelism)
      throws InvalidRepositoryException, TrainingSetException, IOException {
    return new TrainingRun(TrainingPlan.of(folder, request, variables), parallelism);
  }

  /** What is wrong and no reason to stop: a line each. */
  public List<String> warnings() {
    return plan.warnings();
  }

  /** How many bytes of event files are to be read. */
  public long bytes() {
    return plan.files().stream().mapToLong(EventFile::bytes).sum();
  }

  /** How many answers entities are to give at most. */
  public long answers() {
    return plan.spine().rows() * plan.needs().parts().size();
  }

  /** The latest instant that the spine asks for, epoch milliseconds. */
  public long latest() {
    return plan.spine().last();
  }

  /** How many rows are to be written. */
  public long rows() {
    return plan.spine().rows();
  }

  /**
   * Makes it in this process.
   *
   * @param watcher hears a few times a second how far it is
   * @throws TrainingSetException if an event file cannot be read
   * @throws ExecutionException if Flink fails
   */
  public Summary here(Consumer<Tally> watcher)
      throws TrainingSetException, ExecutionException, InterruptedException {
    try (EmbeddedFlink flink = EmbeddedFlink.start(parallelism)) {
      return follow(flink.submit(graph()), watcher);
    } catch (IOException e) {
      throw new ExecutionException(e);
    } finally {
      ended.countDown();
    }
  }

  /**
   * Makes it on a cluster elsewhere, which must reach all files by the same paths.
   *
   * @param watcher hears now and then how far it is
   * @throws TrainingSetException if an event file cannot be read
   * @throws ExecutionException if Flink fails, or does not answer
   */
  public Summary on(SessionCluster cluster, Consumer<Tally> watcher)
      throws TrainingSetException, ExecutionException, InterruptedException {
    try {
      return follow(cluster.job(cluster.submit(graph())), watcher);
    } catch (TrainingSetException | ExecutionException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new ExecutionException(e);
    } finally {
      ended.countDown();
    }
  }

  /** Ends it from another thread, and waits until nothing of it is left. */
  public void stop() throws InterruptedException {
    stopped = true;
    if (job.isPresent()) {
      cancel(job.get());
    }
    if (!ended.await(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("The training set did not end within {}", STOPPING);
    }
  }

  /** Whether it was told to end. */
  public boolean isStopped() {
    return stopped;
  }

  private JobGraph graph() {
    return new TrainingJob(plan, parallelism).graph();
  }

  private Summary follow(JobClient submitted, Consumer<Tally> watcher)
      throws TrainingSetException, ExecutionException, InterruptedException {
    job = Optional.of(submitted);
    if (stopped) {
      cancel(submitted);
    }
    CompletableFuture<JobExecutionResult> result = submitted.getJobExecutionResult();
    try {
      while (true) {
        try {
          return summary(result.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException running) {
          watcher.accept(Tally.of(accumulators(submitted)));
        }
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      cancel(submitted);
      throw e;
    }
  }

  /** That it has ended is told by its result. */
  private static void cancel(JobClient job) {
    var unused = job.cancel();
  }

  /** A cluster that is busy may have no answer for a while. */
  private static Map<String, Object> accumulators(JobClient job) throws InterruptedException {
    try {
      return job.getAccumulators().get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException unknown) {
      return Map.of();
    }
  }

  private Summary summary(JobExecutionResult result) {
    Map<String, Object> accumulators = result.getAllAccumulatorResults();
    List<String> unreadable = new ArrayList<>();
    if (accumulators.get(Tally.UNREADABLE) instanceof Unreadable.Rows found) {
      found.first().forEach(row -> unreadable.add(row.text()));
    }
    return new Summary(
        Tally.of(accumulators),
        plan.needs().features().size(),
        plan.files().size(),
        plan.skipped(),
        unreadable);
  }

  private static ExecutionException failure(ExecutionException failed) throws TrainingSetException {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableException unreadable) {
        throw new TrainingSetException(List.of(unreadable.getMessage()));
      }
    }
    return failed;
  }
}
