package dev.freshet.serving.grpc;

import dev.freshet.serving.metric.RequestTimes;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.store.Deadline;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How calls of one method with one answer are answered, timed and refused. Thread-safe. */
public final class UnaryCalls {

  private static final Logger LOG = LoggerFactory.getLogger(UnaryCalls.class);

  private final String method;
  private final Duration allowed;
  private final RequestTimes times;

  /**
   * The calls of a method.
   *
   * @param allowed how long an answer may take, unless the client wants it sooner
   */
  public UnaryCalls(MethodDescriptor<?, ?> method, Duration allowed, ServingMetrics metrics) {
    this.method = method.getFullMethodName();
    this.allowed = allowed;
    this.times = new RequestTimes(metrics, method.getFullMethodName());
  }

  /**
   * Answers a call.
   *
   * @param work makes the answer by a deadline; may throw as its future may fail
   */
  public <T> void answer(StreamObserver<T> client, Function<Deadline, CompletableFuture<T>> work) {
    long started = System.nanoTime();
    // With a listener, an answer to a client that is gone is dropped; without, it is an exception.
    ((ServerCallStreamObserver<T>) client).setOnCancelHandler(() -> {});
    try {
      var unused =
          work.apply(deadline())
              .whenComplete(
                  (response, failure) -> {
                    if (failure == null) {
                      client.onNext(response);
                      client.onCompleted();
                      times.ended(Status.Code.OK.name(), started);
                    } else {
                      fail(client, failure, started);
                    }
                  });
    } catch (RuntimeException e) {
      fail(client, e, started);
    }
  }

  private Deadline deadline() {
    Deadline ours = Deadline.in(allowed);
    io.grpc.Deadline theirs = Context.current().getDeadline();
    return theirs == null ? ours : ours.atMost(theirs.timeRemaining(TimeUnit.NANOSECONDS));
  }

  private void fail(StreamObserver<?> client, Throwable failure, long started) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    Status status;
    if (cause instanceof ProblemException known) {
      status = GrpcStatus.of(known.problem());
    } else {
      LOG.error("{} failed", method, cause);
      status = Status.INTERNAL.withDescription("the fault is the server's; it is logged");
    }
    client.onError(status.asRuntimeException());
    times.ended(status.getCode().name(), started);
  }
}
