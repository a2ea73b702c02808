package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.OnDemandFeature;
import dev.freshet.features.definition.OnDemandView;
import dev.freshet.features.definition.Problem;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.type.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnDemandTest {

  private static final String VIEW =
      """
      on_demand_feature_views:
        - name: match
          context: {device: string, hour: int64}
          features:
            - {name: pace, type: double, value: double(user_activity.views_5m) / double(user_activity.views_1h)}
            - {name: affinity, type: double, value: user_activity.category_interest[context.device]}
            - {name: evening_mobile, type: bool, value: context.device == "mobile" && context.hour >= 18}
      """;

  @TempDir Path folder;

  @Test
  void aFeatureIsComputedFromOthersAndFromTheContext() {
    Repository repository = shop(VIEW).read();
    OnDemandView match = repository.onDemandViews().get(0);
    OnDemandFeature pace = match.features().get(0);
    OnDemandFeature affinity = match.features().get(1);

    assertThat(match.context())
        .containsExactly(
            new ContextField("device", Scalar.STRING), new ContextField("hour", Scalar.INT64));
    assertThat(pace.fullName()).isEqualTo("match:pace");
    assertThat(pace.aggregated())
        .extracting(Feature::fullName)
        .containsExactly("user_activity:views_5m", "user_activity:views_1h");
    assertThat(pace.value(new Object[] {3L, 12L})).isEqualTo(0.25);
    assertThat(affinity.context()).containsExactly(new ContextField("device", Scalar.STRING));
    assertThat(affinity.value(new Object[] {Map.of("tv", 2.5), "tv"})).isEqualTo(2.5);
  }

  @Test
  void whatCannotBeComputedHasNoValue() {
    List<OnDemandFeature> features = shop(VIEW).read().onDemandViews().get(0).features();

    assertThat(features.get(0).value(new Object[] {0L, 0L})).as("0.0 / 0.0").isNull();
    assertThat(features.get(0).value(new Object[] {1L, null})).as("no operand").isNull();
    assertThat(features.get(1).value(new Object[] {Map.of(), "tv"})).as("no such key").isNull();
    assertThat(features.get(2).value(new Object[] {"desktop", null})).isEqualTo(false);
  }

  @Test
  void servicesTakeWholeViewsAndSingleFeaturesOfThem() {
    String services =
        VIEW
            + """
            feature_services:
              - {name: all, features: [match, "user_activity:views_5m"]}
              - {name: one, features: ["match:pace"]}
            """;

    Repository repository = shop(services).read();

    assertThat(repository.service("all").orElseThrow().features())
        .extracting(Feature::fullName)
        .containsExactly(
            "match:pace", "match:affinity", "match:evening_mobile", "user_activity:views_5m");
    assertThat(repository.service("one").orElseThrow().features())
        .containsExactly(repository.feature("match:pace").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "type: bool, value: context        | type: int64, value: context        | is of type bool; type says int64",
        "views_5m) / double                | views_5n) / double                | views_5n",
        "user_activity.category_interest   | user_activty.category_interest    | user_activty",
        "context.hour >= 18                | context.hours >= 18               | hours",
        "hour: int64                       | hour: integer                     | int64",
        "name: affinity                    | name: pace                        | already a feature \"pace\"",
        "name: match                       | name: user_activity               | already a feature view \"user_activity\"",
        "name: pace, type: double          | name: pace, type: int64           | is of type double; type says int64",
        "name: pace, type: double          | name: pace, typ: double           | typ",
        "name: pace, type: double, value   | name: pace, type: double, by      | value",
      })
  void aMistakeIsOneProblem(String right, String wrong, String said) {
    List<Problem> problems = shop(Shop.edit(VIEW, right, wrong)).problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).toString()).contains("demand.yaml:").contains(said);
  }

  @Test
  void whatRestsOnABrokenFeatureIsNotReportedAgain() {
    Shop shop = shop(VIEW).edited("5m, 1h, 1d", "90x, 1h, 1d");

    assertThat(shop.problems()).hasSize(1);
  }

  @Test
  void aFieldOfTheContextHasOneTypeInAllViews() {
    String other =
        VIEW
            + """
              - name: other
                context: {hour: double}
                features:
                  - {name: late, type: bool, value: context.hour > 22.0}
            """;

    assertThat(shop(other).problems())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .contains("context.hour is double here and int64 in another view");
  }

  private Shop shop(String more) {
    return new Shop(folder).with(Shop.FILE, Shop.YAML).with("demand.yaml", more);
  }
}
