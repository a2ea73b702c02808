package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import dev.freshet.serving.fixture.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmupTest {

  @Test
  void asksForWhatRestsOnTheContextInBothWays() {
    Repository shop = Shop.repository();
    List<Feature> onDemand = List.copyOf(shop.onDemandViews().get(0).features());

    assertThat(Warmup.run(with(shop, List.of(FeatureService.of("on_demand", onDemand)))))
        .hasEntrySatisfying("on_demand", answers -> assertThat(answers).isEven().isPositive());
  }

  @Test
  void asksForEveryOtherService() {
    for (FeatureService service : Shop.repository().services()) {
      assertThat(Warmup.run(with(Shop.repository(), List.of(service))))
          .hasEntrySatisfying(service.name(), answers -> assertThat(answers).isEven().isPositive());
    }
  }

  @Test
  void hasNothingToDoWithoutServices() {
    assertThat(Warmup.run(with(Shop.repository(), List.of()))).isEmpty();
  }

  private static Repository with(Repository repository, List<FeatureService> services) {
    return new Repository(
        repository.project(),
        repository.sources(),
        repository.entities(),
        repository.views(),
        repository.externalViews(),
        repository.onDemandViews(),
        services,
        List.of(),
        List.of());
  }
}
