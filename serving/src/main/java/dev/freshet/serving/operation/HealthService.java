package dev.freshet.serving.operation;

import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.VectorReader;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;

/** gRPC's standard health service: serving while the store answers, whatever service is named. */
public final class HealthService extends HealthGrpc.HealthImplBase {

  private final VectorReader reader;

  public HealthService(VectorReader reader) {
    this.reader = reader;
  }

  /** {@link ProblemException}s are the only failures of a ping, and all mean: not now. */
  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> client) {
    var unused =
        reader
            .ping(Deadline.in(ReadyEndpoint.PATIENCE))
            .handle(
                (pong, failure) -> {
                  client.onNext(
                      HealthCheckResponse.newBuilder()
                          .setStatus(
                              failure == null ? ServingStatus.SERVING : ServingStatus.NOT_SERVING)
                          .build());
                  client.onCompleted();
                  return null;
                });
  }
}
