package dev.freshet.serving.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> VALID =
      List.of("user_activity:views_5m", "user_activity:views_1h", "item_stats", "homepage", "f");

  @Test
  void findsTheNameThatWasMeant() {
    assertThat(NearestName.of("homepgae", VALID)).contains("homepage");
    assertThat(NearestName.hint("homepgae", VALID)).isEqualTo("; did you mean \"homepage\"?");
  }

  @ParameterizedTest
  @CsvSource({
    "user_activity:view_1h, user_activity:views_1h",
    "USER_ACTIVITY:VIEWS_5M, user_activity:views_5m",
    "user_activity.views_5m, user_activity:views_5m",
    "items_stats, item_stats",
    "itemstats, item_stats",
    "user_activity__views_5m, user_activity:views_5m",
  })
  void findsTheFewestChanges(String found, String nearest) {
    assertThat(NearestName.of(found, VALID)).contains(nearest);
  }

  @Test
  void findsNothingWhereNothingIsNear() {
    assertThat(NearestName.of("checkout", VALID)).isEmpty();
    assertThat(NearestName.hint("checkout", VALID)).isEmpty();
    assertThat(NearestName.of("", List.of())).isEmpty();
  }
}
