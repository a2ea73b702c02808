package dev.freshet.serving.feast;

import dev.freshet.serving.feast.proto.GetFeastServingInfoRequest;
import dev.freshet.serving.feast.proto.GetFeastServingInfoResponse;
import dev.freshet.serving.feast.proto.GetOnlineFeaturesRequest;
import dev.freshet.serving.feast.proto.GetOnlineFeaturesResponse;
import dev.freshet.serving.feast.proto.ServingServiceGrpc;
import dev.freshet.serving.metric.RequestTimes;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.VectorReader;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feast's gRPC service. Thread-safe; never blocks. */
public final class FeastService extends ServingServiceGrpc.ServingServiceImplBase {

  private static final Logger LOG = LoggerFactory.getLogger(FeastService.class);

  private final VectorReader reader;
  private final Duration allowed;
  private final RequestTimes times;

  /**
   * The service.
   *
   * @param allowed how long an answer may take, unless the client wants it sooner
   */
  public FeastService(VectorReader reader, Duration allowed, ServingMetrics metrics) {
    this.reader = reader;
    this.allowed = allowed;
    this.times =
        new RequestTimes(
            metrics, ServingServiceGrpc.getGetOnlineFeaturesMethod().getFullMethodName());
  }

  /** Feast's clients show the version; ours is named so that nobody takes it for Feast's. */
  @Override
  public void getFeastServingInfo(
      GetFeastServingInfoRequest request, StreamObserver<GetFeastServingInfoResponse> client) {
    String version = FeastService.class.getPackage().getImplementationVersion();
    client.onNext(
        GetFeastServingInfoResponse.newBuilder()
            .setVersion(version == null ? "freshet" : "freshet " + version)
            .build());
    client.onCompleted();
  }

  @Override
  public void getOnlineFeatures(
      GetOnlineFeaturesRequest request, StreamObserver<GetOnlineFeaturesResponse> client) {
    long started = System.nanoTime();
    // With a listener, an answer to a client that is gone is dropped; without, it is an exception.
    ((ServerCallStreamObserver<GetOnlineFeaturesResponse>) client).setOnCancelHandler(() -> {});
    try {
      var unused =
          reader
              .read(ProtoRequest.of(request), deadline())
              .thenApply(ProtoResponse::of)
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
      LOG.error("GetOnlineFeatures failed", cause);
      status = Status.INTERNAL.withDescription("the fault is the server's; it is logged");
    }
    client.onError(status.asRuntimeException());
    times.ended(status.getCode().name(), started);
  }
}
