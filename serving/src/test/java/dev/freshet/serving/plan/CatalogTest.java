package dev.freshet.serving.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.request.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private final Catalog catalog =
      new Catalog(Shop.repository(), ViewSchemas.of(Shop.repository()), new ServingMetrics(), 12);

  @Test
  void plansTheFeaturesOfAService() {
    Plan plan = catalog.plan(new Selection.Service("homepage"));

    assertThat(plan.features()).hasSize(12);
    assertThat(plan.parts())
        .extracting(part -> part.entity().name())
        .containsExactly("user", "item", "user_item");
    assertThat(plan.joinKeys())
        .extracting(Entity.JoinKey::name)
        .containsExactly("user_id", "item_id");
    assertThat(plan.origins().get(11)).isEqualTo(new Origin.Stored(2, 0));
  }

  @Test
  void takesAViewForAllItsFeatures() {
    Plan plan = catalog.plan(names("item_stats", "user_activity:spend_1d", "item_stats:views_1h"));

    assertThat(plan.features())
        .extracting(Feature::fullName)
        .containsExactly("item_stats:views_1h", "user_activity:spend_1d", "item_stats:views_1h");
    assertThat(plan.origins())
        .containsExactly(new Origin.Stored(0, 0), new Origin.Stored(1, 0), new Origin.Stored(0, 0));
  }

  @Test
  void readsWhatAnOnDemandFeatureIsComputedFrom() {
    Plan plan = catalog.plan(names("item_stats:views_1h", "match:share", "match:affinity"));

    assertThat(plan.joinKeys())
        .extracting(Entity.JoinKey::name)
        .containsExactly("item_id", "user_id");
    assertThat(plan.context()).extracting(ContextField::name).containsExactly("category");
    assertThat(plan.computed())
        .extracting(Origin.Computed::operands)
        .containsExactly(
            List.of(new Origin.Stored(1, 0), new Origin.Stored(0, 0)),
            List.of(new Origin.Stored(1, 1), new Origin.Brought(0)));
  }

  @Test
  void makesAPlanOnce() {
    assertThat(catalog.plan(names("item_stats"))).isSameAs(catalog.plan(names("item_stats")));
    assertThat(catalog.plan(names("item_stats")))
        .isNotSameAs(catalog.plan(names("item_stats:views_1h")));
  }

  @Test
  void namesEveryUnknownFeature() {
    assertThatThrownBy(() -> catalog.plan(names("item_stats:view_1h", "affinity", "nothing")))
        .hasMessage(
            "there is no feature or view \"item_stats:view_1h\", did you mean"
                + " \"item_stats:views_1h\"?; there is no feature or view \"nothing\"");
  }

  @Test
  void countsFeaturesAndNotNames() {
    assertThatThrownBy(
            () -> catalog.plan(names("user_activity", "item_stats", "affinity", "user_session")))
        .hasMessageStartingWith("13 features are asked for, and at most 12 may be");
  }

  private static Selection names(String... names) {
    return new Selection.Names(List.of(names));
  }
}
