package dev.freshet.serving.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.row.Status;
import dev.freshet.serving.fixture.MemoryStore;
import dev.freshet.serving.fixture.RowWriter;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.Dialect;
import dev.freshet.serving.request.JsonRequest;
import dev.freshet.serving.store.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class VectorReaderTest {

  private static final long WRITTEN = 1_800_000_000_000L;

  private final MemoryStore store =
      new MemoryStore().with(ServedShop.history(WRITTEN).rows(WRITTEN));
  private long clock = WRITTEN;

  @Test
  void readsFeatureVectors() {
    FeatureVectors vectors =
        read(
            """
            {"features": ["user_activity:views_5m", "item_stats:views_1h"],
             "entities": {"user_id": ["u1", "nobody"], "item_id": 8}}""");

    assertThat(vectors.asOf()).isEqualTo(WRITTEN);
    assertThat(vectors.rows().count()).isEqualTo(2);
    assertThat(vectors.value(0, 0)).isEqualTo(2L);
    assertThat(vectors.value(0, 1)).isEqualTo(2L);
    assertThat(vectors.status(1, 0)).isEqualTo(Status.NOT_FOUND);
    assertThat(vectors.updated(0, 0)).isEqualTo(WRITTEN);
    assertThat(vectors.updated(1, 0)).isEqualTo(-1);
  }

  @Test
  void asksTheStoreOnceForEachDistinctRow() {
    read(
        """
        {"feature_service": "homepage",
         "entities": {"user_id": ["u1", "u2", "u1"], "item_id": [7, "8", "7"]}}""");

    assertThat(store.asked())
        .containsExactly(
            List.of(
                "shop:user:u1",
                "shop:user:u2",
                "shop:item:7",
                "shop:item:8",
                "shop:user_item:u1:7",
                "shop:user_item:u2:8"));
  }

  @Test
  void namesTheFeaturesForWhichAJoinKeyIsMissing() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"features": ["item_stats", "user_session", "affinity", "match:share"],
                     "entities": {"item_id": 8}}"""))
        .hasMessage(
            "entities has no \"user_id\" for \"user_session:clicks\", \"affinity:touches\","
                + " \"match:share\"; the features asked for need \"item_id\", \"user_id\"");
  }

  @Test
  void aJoinKeyWrittenWrongIsNamedRatherThanTheMissingOne() {
    assertThatThrownBy(
            () -> read("{\"features\": [\"item_stats\"], \"entities\": {\"itemid\": 8}}"))
        .hasMessageContaining("entities has \"itemid\"")
        .hasMessageContaining("did you mean \"item_id\"?");
  }

  @Test
  void asksNothingForNoRows() {
    assertThat(
            read("{\"feature_service\": \"user\", \"entities\": {\"user_id\": []}}").rows().count())
        .isZero();
    assertThat(store.asked()).isEmpty();
  }

  @Test
  void keepsTheOrderAskedAndRepeatsWhatIsAskedTwice() {
    FeatureVectors vectors =
        read(
            """
            {"features": ["item_stats:views_1h", "user_activity:views_5m", "item_stats:views_1h"],
             "entities": {"user_id": "u2", "item_id": 7}}""");

    assertThat(List.of(vectors.value(0, 0), vectors.value(0, 1), vectors.value(0, 2)))
        .containsExactly(1L, 1L, 1L);
    assertThat(vectors.plan().features()).hasSize(3);
  }

  @Test
  void movesWithTheClockWithoutAnyWrite() {
    String request =
        """
        {"features": ["user_activity:views_5m"], "entities": {"user_id": "u1"}}""";
    assertThat(read(request).value(0, 0)).isEqualTo(2L);

    clock = WRITTEN + Duration.ofMinutes(5).toMillis();
    assertThat(read(request).value(0, 0)).isEqualTo(0L);
  }

  @Test
  void readsAtTheInstantAskedAndNotBeforeNow() {
    clock = WRITTEN + 10;
    String request =
        """
        {"features": ["user_activity:views_5m"], "entities": {"user_id": "u1"}, "as_of": "%s"}""";
    String inAnHour = "2027-01-15T09:00:00.010Z";
    assertThat(read(request.formatted(inAnHour)).value(0, 0)).isEqualTo(0L);

    assertThat(read(request.formatted("2027-01-15T08:00:00.010Z")).value(0, 0)).isEqualTo(2L);
    assertThatThrownBy(() -> read(request.formatted("2027-01-15T08:00:00.009Z")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().kind()).isEqualTo(ProblemKind.INSTANT_PASSED));
  }

  @Test
  void tellsOfARowThatIsNone() {
    store.with(
        List.of(
            new RowWriter.Entry(
                "shop:user:odd".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3})));

    assertThatThrownBy(
            () ->
                read(
                    "{\"feature_service\": \"user\", \"entities\": {\"user_id\": [\"u1\", \"odd\"]}}"))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(ProblemKind.UNREADABLE_ROW);
              assertThat(e.problem().members()).containsEntry("key", "odd");
            });
  }

  @Test
  void computesFeaturesOfSeveralEntitiesAndTheContext() {
    FeatureVectors vectors =
        read(
            """
            {"features": ["match"], "entities": {"user_id": ["u1", "nobody"], "item_id": [7, 99]},
             "context": {"category": "shoes", "hour": 20, "more": [1]}}""");

    assertThat(List.of(vectors.value(0, 0), vectors.value(0, 1), vectors.value(0, 2)))
        .containsExactly(2.0, 2L, true);
    assertThat(vectors.value(1, 0)).as("0.0 / 0.0").isNull();
    assertThat(vectors.status(1, 0)).isEqualTo(Status.NULL_VALUE);
    assertThat(vectors.value(1, 1)).as("no such key").isNull();
    assertThat(vectors.updated(0, 0)).isEqualTo(WRITTEN);
    assertThat(store.asked()).hasSize(1);
  }

  @Test
  void aFeatureOfTheContextAloneNeedsNoEntity() {
    FeatureVectors vectors =
        read("{\"features\": [\"match:evening\"], \"entities\": {}, \"context\": {\"hour\": 17}}");

    assertThat(vectors.value(0, 0)).isEqualTo(false);
    assertThat(store.asked()).isEmpty();
  }

  @Test
  void listsWhatTheContextLacks() {
    String request =
        "{\"features\": [\"match\"], \"entities\": {\"user_id\": \"u1\", \"item_id\": 7}%s}";

    assertThatThrownBy(() -> read(request.formatted("")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(ProblemKind.MISSING_CONTEXT);
              assertThat(e.problem().members())
                  .containsEntry("missing", Map.of("category", "string", "hour", "int64"));
            });
    assertThatThrownBy(
            () -> read(request.formatted(", \"context\": {\"category\": null, \"hour\": 1.5}")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().kind()).isEqualTo(ProblemKind.WRONG_CONTEXT_VALUE));
  }

  @Test
  void feastsClientsSendTheContextAmongTheEntities() {
    String json =
        """
        {"features": ["match:evening", "match:affinity"],
         "entities": {"user_id": ["u1", "u1"], "hour": [17, 18], "category": ["hats", null]}}""";
    FeatureVectors vectors =
        reader()
            .read(
                JsonRequest.read(Dialect.FEAST, json.getBytes(StandardCharsets.UTF_8)),
                Deadline.in(Duration.ofSeconds(1)))
            .join();

    assertThat(List.of(vectors.value(0, 0), vectors.value(1, 0), vectors.value(0, 1)))
        .containsExactly(false, true, 1L);
    assertThat(vectors.value(1, 1)).isNull();
  }

  private FeatureVectors read(String json) {
    return reader()
        .read(
            JsonRequest.read(Dialect.FRESHET, json.getBytes(StandardCharsets.UTF_8)),
            Deadline.in(Duration.ofSeconds(1)))
        .join();
  }

  private VectorReader reader() {
    return store.reader(new ServingMetrics(), () -> clock);
  }
}
