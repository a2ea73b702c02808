package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import dev.freshet.serving.fixture.Desk;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.registry.ModelRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmupTest {

  @Test
  void asksForWhatRestsOnTheContextInBothWays() {
    Repository shop = Shop.repository();
    List<Feature> onDemand = List.copyOf(shop.onDemandViews().get(0).features());
    Repository asked = services(List.of(FeatureService.of("on_demand", onDemand)));

    assertThat(answered(asked))
        .hasEntrySatisfying("on_demand", answers -> assertThat(answers).isEven().isPositive());
  }

  @Test
  void asksForEveryServiceEveryModelThatIsThereAndItsCandidates() {
    assertThat(answered(Shop.repository()))
        .containsOnlyKeys(
            "homepage",
            "user",
            "buying",
            "buy",
            "buy_twice",
            "trending",
            "trending_along",
            "latest",
            "nonsense");
    assertThat(answered(Desk.repository())).containsOnlyKeys("caller", "patience");
  }

  @Test
  void hasNothingToDoWithoutServices() {
    assertThat(answered(services(List.of()))).isEmpty();
  }

  private static Map<String, Integer> answered(Repository repository) {
    try (ModelRegistry models = ModelRegistry.open(repository, new ServingMetrics())) {
      return Warmup.run(repository, models);
    }
  }

  private static Repository services(List<FeatureService> services) {
    Repository shop = Shop.repository();
    return new Repository(
        shop.project(),
        shop.sources(),
        shop.entities(),
        shop.views(),
        shop.externalViews(),
        shop.onDemandViews(),
        services,
        List.of(),
        List.of());
  }
}
