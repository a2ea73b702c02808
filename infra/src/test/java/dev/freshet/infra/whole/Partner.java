package dev.freshet.infra.whole;

import dev.freshet.serving.proto.FieldStatus;
import dev.freshet.serving.proto.GetFeastServingInfoRequest;
import dev.freshet.serving.proto.GetFeastServingInfoResponse;
import dev.freshet.serving.proto.GetOnlineFeaturesRequest;
import dev.freshet.serving.proto.GetOnlineFeaturesResponse;
import dev.freshet.serving.proto.GetOnlineFeaturesResponse.FeatureVector;
import dev.freshet.serving.proto.GetOnlineFeaturesResponseMetadata;
import dev.freshet.serving.proto.ServingServiceGrpc;
import dev.freshet.serving.proto.StringList;
import dev.freshet.serving.proto.Value;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Somebody else's server that speaks Feast's protocol, with numbers, texts and lists that change
 * from one question to the next; there are users that it knows less of.
 */
final class Partner extends ServingServiceGrpc.ServingServiceImplBase implements AutoCloseable {

  private final Server server;
  private int asked;

  Partner() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void getFeastServingInfo(
      GetFeastServingInfoRequest request, StreamObserver<GetFeastServingInfoResponse> client) {
    client.onNext(GetFeastServingInfoResponse.getDefaultInstance());
    client.onCompleted();
  }

  @Override
  public synchronized void getOnlineFeatures(
      GetOnlineFeaturesRequest request, StreamObserver<GetOnlineFeaturesResponse> client) {
    GetOnlineFeaturesResponse.Builder answer =
        GetOnlineFeaturesResponse.newBuilder()
            .setMetadata(
                GetOnlineFeaturesResponseMetadata.newBuilder()
                    .setFeatureNames(request.getFeatures()));
    asked++;
    for (String feature : request.getFeatures().getValList()) {
      FeatureVector.Builder column = answer.addResultsBuilder();
      for (Value user : request.getEntitiesOrThrow("user_id").getValList()) {
        Value value = value(feature, user.getStringVal());
        boolean known = value.getValCase() != Value.ValCase.VAL_NOT_SET;
        column.addValues(value);
        column.addStatuses(known ? FieldStatus.PRESENT : FieldStatus.NOT_FOUND);
        column.addEventTimestampsBuilder();
      }
    }
    client.onNext(answer.build());
    client.onCompleted();
  }

  private Value value(String feature, String user) {
    if (user.equals("u0")) {
      return Value.getDefaultInstance();
    }
    return switch (feature) {
      case "partner:risk" -> Value.newBuilder().setDoubleVal(asked % 100 / 100.0).build();
      case "partner:tier" ->
          Value.newBuilder().setStringVal(List.of("gold", "ünï", "").get(asked % 3)).build();
      case "partner:segments" ->
          Value.newBuilder()
              .setStringListVal(
                  StringList.newBuilder().addAllVal(List.of("a", "b", "c").subList(0, asked % 4)))
              .build();
      default -> throw new IllegalArgumentException(feature);
    };
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination();
  }
}
