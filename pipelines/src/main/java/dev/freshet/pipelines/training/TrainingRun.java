package dev.freshet.pipelines.training;

import dev.freshet.features.definition.InvalidRepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** One making of a training set, from what is asked for to a file. */
public final class TrainingRun {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final TrainingPlan plan;
  private final int parallelism;

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

  /** How many bytes of event files are to be read. */
  public long bytes() {
    return plan.files().stream().mapToLong(EventFile::bytes).sum();
  }

  /** How many answers entities are to give at most. */
  public long answers() {
    return plan.spine().rows() * plan.needs().parts().size();
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
      return watch(flink.submit(new TrainingJob(plan, parallelism)), watcher);
    } catch (IOException e) {
      throw new ExecutionException(e);
    }
  }

  private Summary watch(JobClient job, Consumer<Tally> watcher)
      throws TrainingSetException, ExecutionException, InterruptedException {
    var result = job.getJobExecutionResult();
    try {
      while (true) {
        try {
          return summary(result.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException running) {
          watcher.accept(Tally.of(accumulators(job)));
        }
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      var unused = job.cancel();
      throw e;
    }
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

  /** Takes away what an ended process may have left. */
  public void discard() throws IOException {
    Files.deleteIfExists(WriteVectors.unfinished(Path.of(plan.out())));
  }
}
