package dev.freshet.serving.vector;

import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.store.RowStore;
import dev.freshet.serving.store.StoreException;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A store whose answers are timed, and whose failures are problems. */
final class TimedStore implements RowStore {

  private final RowStore store;
  private final DistributionDataPoint answered;
  private final DistributionDataPoint tooSlow;
  private final DistributionDataPoint unreachable;
  private final CounterDataPoint deadlines;

  TimedStore(RowStore store, ServingMetrics metrics) {
    this.store = store;
    this.answered = metrics.store("answered");
    this.tooSlow = metrics.store("too_slow");
    this.unreachable = metrics.store("unreachable");
    this.deadlines = metrics.deadlines();
  }

  /** As in {@link RowStore}, but it fails with a {@link ProblemException}. */
  @Override
  public CompletableFuture<byte[][]> fetch(byte[][] keys, Deadline deadline) {
    return timed(() -> store.fetch(keys, deadline));
  }

  /** As in {@link RowStore}, but it fails with a {@link ProblemException}. */
  @Override
  public CompletableFuture<Void> ping(Deadline deadline) {
    return timed(() -> store.ping(deadline));
  }

  private <T> CompletableFuture<T> timed(Supplier<CompletableFuture<T>> question) {
    long asked = System.nanoTime();
    return question
        .get()
        .handle(
            (answer, failure) -> {
              double seconds = (System.nanoTime() - asked) / 1e9;
              if (failure == null) {
                answered.observe(seconds);
                return answer;
              }
              throw failed(failure, seconds);
            });
  }

  private RuntimeException failed(Throwable failure, double seconds) {
    if (!(failure instanceof StoreException known)) {
      return new CompletionException(failure);
    }
    if (known.reason() == StoreException.Reason.TOO_SLOW) {
      tooSlow.observe(seconds);
      deadlines.inc();
      return Problem.of(
              ProblemKind.DEADLINE_EXCEEDED,
              "the store gave " + known.getMessage() + "; ask again, or for fewer rows")
          .exception();
    }
    unreachable.observe(seconds);
    return Problem.of(
            ProblemKind.STORE_UNREACHABLE,
            "the store cannot be asked (" + known.getMessage() + "); ask again in a moment")
        .exception();
  }
}
