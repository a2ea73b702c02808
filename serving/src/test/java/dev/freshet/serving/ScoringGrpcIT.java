package dev.freshet.serving;

import static dev.freshet.serving.fixture.ProtoColumn.column;
import static dev.freshet.serving.fixture.ProtoColumn.int64;
import static dev.freshet.serving.fixture.ProtoColumn.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.proto.Contribution;
import dev.freshet.serving.proto.Diversity;
import dev.freshet.serving.proto.RankRequest;
import dev.freshet.serving.proto.RankResponse;
import dev.freshet.serving.proto.ScoreRequest;
import dev.freshet.serving.proto.ScoreResponse;
import dev.freshet.serving.proto.ScoringServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scores and rankings over gRPC are those over HTTP. */
@Timeout(120)
class ScoringGrpcIT {

  private static ServedShop shop;
  private static ScoringServiceGrpc.ScoringServiceBlockingStub client;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open();
    client = ScoringServiceGrpc.newBlockingStub(shop.channel());
  }

  @AfterAll
  static void close() throws Exception {
    shop.close();
  }

  @Test
  void scoresAndSaysWhy() throws Exception {
    ScoreResponse response =
        client.score(
            ScoreRequest.newBuilder()
                .setModel("buy")
                .putEntities("user_id", column(text("u1")))
                .putEntities("item_id", column(int64(7), text("8")))
                .putContext("hour", int64(20))
                .setExplain(true)
                .build());

    Reply http =
        shop.client()
            .post(
                "/v1/score",
                """
                {"model": "buy", "entities": {"user_id": "u1", "item_id": [7, 8]}, "context": {"hour": 20}}""");
    assertThat(response.getModelVersion()).isEqualTo(http.at("/model_version").asText());
    assertThat(response.getAsOf().getSeconds()).isPositive();
    for (int row = 0; row < 2; row++) {
      assertThat(response.getRows(row).getScore())
          .isEqualTo(http.at("/rows/" + row + "/score").asDouble());
    }
    assertThat(response.getRows(1).getEntitiesMap()).containsEntry("item_id", int64(8));
    assertThat(
            response.getRows(0).getBias()
                + response.getRows(0).getContributionsList().stream()
                    .mapToDouble(Contribution::getContribution)
                    .sum())
        .isCloseTo(response.getRows(0).getRaw(), within(1e-12));
    assertThat(response.getRows(0).getContributions(0).getFeature())
        .isEqualTo("user_activity:dearest");
  }

  @Test
  void ranks() {
    RankResponse response =
        client.rank(
            rank()
                .setLimit(2)
                .addExclude("user_activity:recent_items")
                .setDiversity(Diversity.newBuilder().setBy("item_stats:views_1h").setMax(2))
                .build());

    assertThat(response.getItemsList())
        .extracting(item -> item.getCandidateMap().get("item_id"))
        .containsExactly(int64(9), int64(10));
    assertThat(response.getItems(1).getRank()).isEqualTo(2);
    assertThat(response.getExcludedList())
        .extracting(item -> item.getCandidateMap().get("item_id"))
        .containsExactly(int64(8), int64(7));
    assertThat(response.getExcluded(0).getBecause()).isEqualTo("user_activity:recent_items");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> client.rank(rank().setModel("buuy").build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(e.getStatus().getDescription()).contains("did you mean \"buy\"?");
            });
    assertThatThrownBy(() -> client.rank(rank().setModel("buy_later").build()))
        .hasMessageContaining("UNAVAILABLE")
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> client.rank(rank().setLimit(-1).build()))
        .hasMessageContaining("limit is -1");
    assertThatThrownBy(
            () -> client.rank(rank().setDiversity(Diversity.getDefaultInstance()).build()))
        .hasMessageContaining("\"diversity\" has no \"by\"");
    assertThatThrownBy(
            () ->
                client.rank(
                    rank()
                        .setDiversity(
                            Diversity.newBuilder().setBy("item_stats:views_1h").setMax(-2))
                        .build()))
        .hasMessageContaining("\"diversity\" has the \"max\" -2");
    for (long seconds : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800L}) {
      Timestamp instant = Timestamp.newBuilder().setSeconds(seconds).build();
      assertThatThrownBy(() -> client.rank(rank().setAsOf(instant).build()))
          .hasMessageContaining("as_of has " + seconds + " seconds");
    }
    assertThatThrownBy(() -> client.rank(rank().clearCandidates().build()))
        .hasMessageContaining("\"candidates\" is not there, or empty");
    assertThatThrownBy(() -> client.score(ScoreRequest.getDefaultInstance()))
        .hasMessageContaining("\"model\" is not there, or empty");
  }

  private static RankRequest.Builder rank() {
    return RankRequest.newBuilder()
        .setModel("buy")
        .putEntities("user_id", text("u1"))
        .putCandidates("item_id", column(int64(10), int64(9), int64(8), int64(7)))
        .putContext("hour", int64(20));
  }
}
