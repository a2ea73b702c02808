package dev.freshet.serving.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.problem.ProblemException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRequestTest {

  @Test
  void readsARequest() {
    FeatureRequest request =
        read(
            Dialect.FRESHET,
            """
            {"features": ["user_activity", "item_stats:views_1h"],
             "entities": {"item_id": 7, "user_id": ["u1", "ü2"]},
             "as_of": "2026-11-22T12:00:00.1239Z"}""");

    assertThat(request.selection())
        .isEqualTo(new Selection.Names(List.of("user_activity", "item_stats:views_1h")));
    assertThat(request.entities()).containsOnlyKeys("item_id", "user_id");
    assertThat(request.entities().get("item_id"))
        .isEqualTo(new Column("entities", List.of(7L), true));
    assertThat(request.entities().get("user_id"))
        .isEqualTo(new Column("entities", List.of("u1", "ü2"), false));
    assertThat(Timestamps.format(request.asOf().orElseThrow()))
        .isEqualTo("2026-11-22T12:00:00.123Z");
  }

  @Test
  void keepsJoinKeysAsTheyWereSent() {
    FeatureRequest request =
        read(
            Dialect.FRESHET,
            """
            {"feature_service": "s", "entities": {"k":
              ["1", 1, -9223372036854775808, 9223372036854775808, 1.0, 1e400, true, null, [1], {}]}}""");

    assertThat(request.entities().get("k").values())
        .containsExactly(
            "1",
            1L,
            Long.MIN_VALUE,
            new BigInteger("9223372036854775808"),
            1.0,
            Double.POSITIVE_INFINITY,
            true,
            new Column.NoScalar("null"),
            new Column.NoScalar("a list"),
            new Column.NoScalar("an object"));
  }

  @Test
  void readsMembersInAnyOrderAndTakesNullForAbsent() {
    FeatureRequest request =
        read(
            Dialect.FRESHET,
            """
            {"entities": {}, "as_of": null, "features": null, "feature_service": "s"}""");

    assertThat(request.selection()).isEqualTo(new Selection.Service("s"));
    assertThat(request.asOf()).isEmpty();
  }

  @Test
  void passesOverWhatOnlyOtherFeastServersKnow() {
    String json =
        """
        {"feature_service": "s", "more": {"deep": [{}, []]}, "full_feature_names": true}""";

    assertThat(read(Dialect.FEAST, json).fullNames()).isTrue();
    assertThatThrownBy(() -> read(Dialect.FRESHET, json))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("\"more\"");
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    assertThatThrownBy(() -> read(Dialect.FEAST, "[".repeat(1000)))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> read(Dialect.FEAST, "{\"more\": " + "[".repeat(1000)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("nesting");
  }

  private static FeatureRequest read(Dialect dialect, String json) {
    return JsonRequest.read(dialect, json.getBytes(StandardCharsets.UTF_8));
  }
}
