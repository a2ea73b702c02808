package dev.freshet.serving.feast;

import dev.freshet.serving.grpc.UnaryCalls;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.proto.GetFeastServingInfoRequest;
import dev.freshet.serving.proto.GetFeastServingInfoResponse;
import dev.freshet.serving.proto.GetOnlineFeaturesRequest;
import dev.freshet.serving.proto.GetOnlineFeaturesResponse;
import dev.freshet.serving.proto.ServingServiceGrpc;
import dev.freshet.serving.vector.VectorReader;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** Feast's gRPC service. Thread-safe; never blocks. */
public final class FeastService extends ServingServiceGrpc.ServingServiceImplBase {

  private final VectorReader reader;
  private final UnaryCalls calls;

  /**
   * The service.
   *
   * @param allowed how long an answer may take, unless the client wants it sooner
   */
  public FeastService(VectorReader reader, Duration allowed, ServingMetrics metrics) {
    this.reader = reader;
    this.calls = new UnaryCalls(ServingServiceGrpc.getGetOnlineFeaturesMethod(), allowed, metrics);
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
    calls.answer(
        client,
        deadline -> reader.read(ProtoRequest.of(request), deadline).thenApply(ProtoResponse::of));
  }
}
