package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Candidates;
import dev.freshet.features.definition.Problem;
import dev.freshet.features.definition.Repository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatesTest {

  private static final String YAML =
      """
      project: shop
      sources:
        - {name: interactions, topic: i, event_time: ts, fields: {user_id: string, item_id: string, other: int64}}
      pairs:
        - {name: co_views, source: interactions, by: user_id, of: item_id, within: 30m}
      entities:
        - {name: user, join_keys: [user_id]}
        - {name: item, join_keys: [item_id]}
        - {name: user_item, join_keys: [user_id, item_id]}
        - {name: everyone, join_keys: none}
      feature_views:
        - name: users
          entity: user
          source: interactions
          features:
            - {name: views, aggregation: count}
            - {name: recent, aggregation: last_distinct_k, k: 5, value: event.item_id}
            - {name: others, aggregation: last_k, k: 5, value: event.other}
        - name: neighbours
          entity: item
          source: co_views
          features:
            - {name: items, aggregation: decayed_sum, value: 1.0, by: event.other_item_id, half_life: 7d}
        - name: both
          entity: user_item
          source: interactions
          features:
            - {name: others, aggregation: top_k, k: 3, value: event.other}
        - name: trends
          entity: everyone
          source: interactions
          features:
            - {name: items, aggregation: count, by: event.item_id, windows: [1h]}
      external_views:
        - {name: partner, entity: user, feast: "partner:6566", features: {liked: list<string>}}
      on_demand_feature_views:
        - name: match
          features:
            - {name: few, type: bool, value: users.views < 3}
      candidates:
        - {name: trending, of: item_id, feature: "trends:items_1h"}
        - {name: also_viewed, of: item_id, feature: "neighbours:items", for: "users:recent"}
      """;

  @TempDir private Path folder;

  @Test
  void candidatesAreFeaturesPerhapsLookedUpForOthers() {
    Repository repository = new Shop(folder).with("features.yaml", YAML).read();

    Candidates trending = repository.candidates("trending").orElseThrow();
    assertThat(trending.of()).isEqualTo("item_id");
    assertThat(trending.feature().fullName()).isEqualTo("trends:items_1h");
    assertThat(trending.seeds()).isEmpty();
    Candidates also = repository.candidates("also_viewed").orElseThrow();
    assertThat(also.feature().fullName()).isEqualTo("neighbours:items");
    assertThat(also.seeds().orElseThrow().fullName()).isEqualTo("users:recent");
    assertThat(LanguageSchemaTest.errors(YAML)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trends:items_1h" | trends:items"     | it has one per window: items_1h
          trends:items_1h" | trend:items_1h"   | there is no feature view "trend"; did you mean "trends"?
          trends:items_1h" | trends"           | is not the full name of a feature; write view:feature
          trends:items_1h" | users:views"      | is of type int64; candidates are the keys of a map of numbers or a list
          trends:items_1h" | trends.items_1h"  | write view:feature; did you mean "trends:items_1h"?
          trends:items_1h" | users:others"     | has values of type int64; the join key "item_id" is of type string: name a feature with such values
          trends:items_1h" | partner:liked"    | "partner:liked" is a feature of another server; name a feature of a feature view
          trends:items_1h" | match:few"        | "match:few" is computed on demand; name a feature of a feature view
          "users:recent"   | "users:views"     | is a count or a sum, and no value of a join key; name a feature whose values are
          "users:recent"   | "users:others"    | has values of type int64; the join key "item_id" is of type string
          "users:recent"   | "partner:liked"   | "partner:liked" is a feature of another server
          "users:recent"   | "neighbours:items" | is of type map<string,double>; what candidates are looked up for
          "neighbours:items" | "trends:items_1h" | is of the entity "everyone", which has no join key; with for it is looked up by one value
          "neighbours:items" | "both:others"   | is of the entity "user_item", which has 2 join keys
          of: item_id, feature: "trends | of: itm_id, feature: "trends | "itm_id" is no join key of an entity; did you mean "item_id"?
          name: trending   | name: also_viewed | there is already a source of candidates "also_viewed"
          """)
  void aMistakeIsOneProblem(String from, String to, String message) {
    List<Problem> problems =
        new Shop(folder).with("features.yaml", Shop.edit(YAML, from, to)).problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).contains(message);
  }
}
