package dev.freshet.serving;

import static dev.freshet.serving.fixture.ProtoColumn.column;
import static dev.freshet.serving.fixture.ProtoColumn.int32;
import static dev.freshet.serving.fixture.ProtoColumn.int64;
import static dev.freshet.serving.fixture.ProtoColumn.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.proto.FeatureList;
import dev.freshet.serving.proto.FieldStatus;
import dev.freshet.serving.proto.GetOnlineFeaturesRequest;
import dev.freshet.serving.proto.GetOnlineFeaturesResponse;
import dev.freshet.serving.proto.ServingServiceGrpc;
import dev.freshet.serving.proto.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Feast's gRPC service, asked by a client of today's protocol. */
@Timeout(120)
class FeastGrpcIT {

  private static ServedShop shop;
  private static ServingServiceGrpc.ServingServiceBlockingStub client;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open();
    client = ServingServiceGrpc.newBlockingStub(shop.channel());
  }

  @AfterAll
  static void close() throws Exception {
    shop.close();
  }

  @Test
  void answersAColumnPerFeatureInTheOrderAsked() {
    GetOnlineFeaturesResponse response =
        client.getOnlineFeatures(
            request("user_activity:dearest", "item_stats:views_1h")
                .putEntities("user_id", column(text("u1"), text("u2"), text("nobody")))
                .putEntities("item_id", column(int64(7), int32(8), text("9")))
                .build());

    assertThat(response.getMetadata().getFeatureNames().getValList())
        .containsExactly("user_activity:dearest", "item_stats:views_1h");
    assertThat(response.getResultsCount()).isEqualTo(2);
    assertThat(response.getResults(0).getStatusesList())
        .containsExactly(FieldStatus.PRESENT, FieldStatus.NULL_VALUE, FieldStatus.NOT_FOUND);
    assertThat(response.getResults(0).getValuesList())
        .containsExactly(
            Value.newBuilder().setDoubleVal(40.0).build(),
            Value.getDefaultInstance(),
            Value.getDefaultInstance());
    assertThat(response.getResults(1).getValuesList())
        .containsExactly(int64(1), int64(2), int64(0));
    assertThat(response.getResults(1).getEventTimestamps(0).getSeconds())
        .isEqualTo(shop.writtenAt() / 1000);
    assertThat(response.getResults(1).getEventTimestamps(2).getSeconds()).isZero();
  }

  @Test
  void answersAFeatureServiceWithMapsAsMaps() {
    GetOnlineFeaturesResponse response =
        client.getOnlineFeatures(
            GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService("user")
                .setFullFeatureNames(true)
                .putEntities("user_id", column(text("u1")))
                .build());

    List<String> names = response.getMetadata().getFeatureNames().getValList();
    assertThat(names).hasSize(10).contains("user_activity:by_category");
    Value map = response.getResults(names.indexOf("user_activity:by_category")).getValues(0);
    assertThat(map.getValCase()).isEqualTo(Value.ValCase.MAP_VAL);
    assertThat(map.getMapVal().getValMap())
        .hasSize(2)
        .containsEntry("hats", int64(1))
        .containsEntry("shoes", int64(2));
    Value list = response.getResults(names.indexOf("user_activity:recent_items")).getValues(0);
    assertThat(list.getInt64ListVal().getValList()).containsExactly(7L, 8L);
  }

  @Test
  void tellsInTheStatusWhatIsWrong() {
    assertRefused(
        request("user_activity:view_5m").putEntities("user_id", column(text("u1"))),
        "did you mean \"user_activity:views_5m\"?");
    assertRefused(request("user_session:clicks"), "\"user_id\"");
    assertRefused(
        request("user_session:clicks").putEntities("user_id", column(Value.getDefaultInstance())),
        "user_id[0] is null");
    assertRefused(GetOnlineFeaturesRequest.newBuilder(), "neither");
    assertRefused(request("match:evening").putEntities("user_id", column(text("u1"))), "hour");
  }

  @Test
  void takesTheContextFromWhereFeastsClientsPutIt() {
    GetOnlineFeaturesResponse response =
        client.getOnlineFeatures(
            request("match:evening").putRequestContext("hour", column(int64(20))).build());

    assertThat(response.getResults(0).getValues(0).getBoolVal()).isTrue();
    assertThat(response.getResults(0).getStatuses(0)).isEqualTo(FieldStatus.PRESENT);
  }

  @Test
  void isHealthyWhileTheStoreAnswers() throws Exception {
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(shop.channel());
    HealthCheckRequest request =
        HealthCheckRequest.newBuilder().setService("feast.serving.ServingService").build();
    assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.SERVING);

    shop.store().stop();
    assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    shop.store().start();
    shop.client().awaitReady();
    assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void keepsTheClientsDeadline() throws Exception {
    GetOnlineFeaturesRequest request =
        request("user_session:clicks").putEntities("user_id", column(text("u1"))).build();
    assertThat(client.getOnlineFeatures(request).getResultsCount()).as("connected").isEqualTo(1);
    shop.store().freeze();
    try {
      assertThatThrownBy(
              () -> client.withDeadlineAfter(400, TimeUnit.MILLISECONDS).getOnlineFeatures(request))
          .isInstanceOf(StatusRuntimeException.class)
          .extracting(e -> Status.fromThrowable((Throwable) e).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    } finally {
      shop.store().thaw();
    }
    shop.client().awaitReady();
    shop.client()
        .await(
            "/metrics",
            metrics -> metrics.body().contains("store_seconds_count{outcome=\"too_slow\"} 1"));
    assertThat(shop.client().get("/metrics").body())
        .as("the server waited no longer than the client, though it might have")
        .contains("store_seconds_bucket{outcome=\"too_slow\",le=\"1.0\"} 1")
        .contains("GetOnlineFeatures\",status=\"DEADLINE_EXCEEDED\"");
  }

  private static void assertRefused(GetOnlineFeaturesRequest.Builder request, String description) {
    assertThatThrownBy(() -> client.getOnlineFeatures(request.build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("INVALID_ARGUMENT: ")
        .hasMessageContaining(description);
  }

  private static GetOnlineFeaturesRequest.Builder request(String... features) {
    return GetOnlineFeaturesRequest.newBuilder()
        .setFeatures(FeatureList.newBuilder().addAllVal(List.of(features)));
  }
}
