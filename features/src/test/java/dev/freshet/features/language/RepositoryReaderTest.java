package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.aggregation.ByKey;
import dev.freshet.features.aggregation.Count;
import dev.freshet.features.aggregation.DecayedSum;
import dev.freshet.features.aggregation.LastDistinctK;
import dev.freshet.features.aggregation.Sum;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Entity.JoinKey;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.type.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryReaderTest {

  @TempDir Path folder;

  private Shop shop;

  @BeforeEach
  void start() {
    shop = new Shop(folder);
  }

  @Test
  void readsAFolderOfYamlFiles() throws InvalidRepositoryException {
    shop.with("shop.yaml", Shop.YAML);

    Repository repository = RepositoryReader.read(folder);

    assertThat(repository.project()).isEqualTo("shop");
    assertThat(repository.entities())
        .containsExactly(
            new Entity("user", List.of(new JoinKey("user_id", Scalar.STRING))),
            new Entity("item", List.of(new JoinKey("item_id", Scalar.STRING))),
            new Entity(
                "user_item",
                List.of(
                    new JoinKey("user_id", Scalar.STRING), new JoinKey("item_id", Scalar.STRING))));
    assertThat(names(repository.view("user_activity").orElseThrow().features()))
        .containsExactly(
            "user_activity:views_5m",
            "user_activity:views_1h",
            "user_activity:views_1d",
            "user_activity:views_7d",
            "user_activity:spend_1d",
            "user_activity:spend_30d",
            "user_activity:carts",
            "user_activity:last_category",
            "user_activity:recent_items",
            "user_activity:category_interest",
            "user_activity:idle_seconds");
    assertThat(names(repository.service("homepage").orElseThrow().features()))
        .hasSize(12)
        .startsWith("user_activity:views_5m")
        .endsWith("item_stats:views_1h");
  }

  private static List<String> names(List<? extends Feature> features) {
    return features.stream().map(Feature::fullName).toList();
  }

  @Test
  void aViewHasItsExpressionsAndAggregations() {
    FeatureView view = shop.with("shop.yaml", Shop.YAML).read().views().get(0);

    assertThat(view.where().orElseThrow().text()).isEqualTo("event.type != \"heartbeat\"");
    assertThat(view.ttl()).isEmpty();
    assertThat(view.definitions().stream().map(FeatureDefinition::aggregation))
        .contains(
            new Count(),
            new Sum(Scalar.DOUBLE),
            new LastDistinctK(Scalar.STRING, 20),
            new ByKey(new DecayedSum(Duration.ofDays(7)), 50));
  }

  @Test
  void aNumberIsAnExpressionAsItIsWritten() {
    FeatureDefinition interest =
        shop.with("shop.yaml", Shop.YAML).read().views().get(0).definitions().get(5);

    assertThat(interest.value().orElseThrow().text()).isEqualTo("1.0");
    assertThat(interest.value().orElseThrow().type()).isEqualTo(Scalar.DOUBLE);
  }

  @Test
  void lifetimeMayStandAmongTheWindows() {
    FeatureView view = shop.with("shop.yaml", Shop.YAML).read().views().get(1);

    assertThat(view.ttl()).contains(Duration.ofDays(90));
    assertThat(names(view.features()))
        .containsExactly("item_stats:views_1h", "item_stats:views_lifetime");
  }

  @Test
  void theProjectAndTheListsMayBeSpreadOverFiles() {
    int entities = Shop.YAML.indexOf("entities:");
    int views = Shop.YAML.indexOf("feature_views:");
    shop.with("9.yaml", Shop.YAML.substring(0, entities))
        .with("5.yaml", Shop.YAML.substring(entities, views) + "project: shop\n")
        .with("1.yaml", Shop.YAML.substring(views));

    assertThat(shop.read().project()).isEqualTo("shop");
  }

  @Test
  void definitionsAreInTheOrderOfFileNamesAndLines() {
    shop.with("b.yaml", Shop.YAML)
        .with("c.yaml", "entities:\n- {name: also, join_keys: [item_id]}\n")
        .with("a.yaml", "entities:\n- {name: buyer, join_keys: [user_id]}\n");

    assertThat(shop.read().entities().stream().map(Entity::name))
        .containsExactly("buyer", "user", "item", "user_item", "also");
  }

  @Test
  void otherFilesAndFoldersAreNotRead() {
    shop.with("shop.yaml", Shop.YAML)
        .with("notes.yml", "no: [yaml")
        .with(".shop.yaml", "no: [yaml")
        .with("README.md", "no: [yaml");
    assertThat(folder.resolve("deeper.yaml").toFile().mkdir()).isTrue();

    assertThat(shop.read().project()).isEqualTo("shop");
  }

  @Test
  void aFileMayHaveSeveralDocumentsOrNone() {
    int entities = Shop.YAML.indexOf("entities:");
    shop.with(
            "shop.yaml", Shop.YAML.substring(0, entities) + "---\n" + Shop.YAML.substring(entities))
        .with("later.yaml", "# nothing yet\n");

    assertThat(shop.read().entities()).hasSize(3);
  }

  @Test
  void anAnchorSavesWriting() {
    shop.edited(
        "windows: [1h, lifetime]",
        "windows: &usual [1h, lifetime]}\n      - {name: all, aggregation: count, windows: *usual");

    assertThat(names(shop.read().views().get(1).features()))
        .contains("item_stats:all_1h", "item_stats:all_lifetime");
  }

  @Test
  void joinKeysMayBeNumbers() {
    assertThat(shop.edited("user_id: string", "user_id: int64").read().entities().get(0))
        .isEqualTo(new Entity("user", List.of(new JoinKey("user_id", Scalar.INT64))));
  }

  @Test
  void anEntityWithoutViewsTakesItsTypesFromAnySource() {
    shop.with("shop.yaml", Shop.YAML)
        .with("more.yaml", "entities: [{name: device, join_keys: [device]}]\n");

    assertThat(shop.read().entity("device").orElseThrow().joinKeys())
        .containsExactly(new JoinKey("device", Scalar.STRING));
  }

  @Test
  void everyAggregationOfTheLanguageCanBeRead() {
    Map<String, String> options =
        Map.of(
            "last_k", ", k: 3",
            "first_k", ", k: 3",
            "last_distinct_k", ", k: 3",
            "top_k", ", k: 3",
            "quantile", ", q: 0.5",
            "decayed_sum", ", half_life: 1d");
    StringBuilder features = new StringBuilder();
    for (AggregationForm form : AggregationForm.values()) {
      String name = form.text();
      String value =
          form.takes() == Takes.STRINGS
                  || form.takes() == Takes.KEYS
                  || form.takes() == Takes.KEYS_OR_STRINGS
              ? ", value: event.type"
              : form.takes() == Takes.NOTHING ? "" : ", value: event.price";
      features.append(
          "      - {name: %1$s, aggregation: %1$s%2$s%3$s}\n"
              .formatted(name, value, options.getOrDefault(name, "")));
    }
    shop.with("shop.yaml", Shop.YAML)
        .with(
            "more.yaml",
            "feature_views:\n  - name: all\n    entity: user\n    source: interactions\n    features:\n"
                + features);

    FeatureView all = shop.read().view("all").orElseThrow();

    assertThat(all.definitions()).hasSize(AggregationForm.values().length);
    assertThat(all.definitions())
        .allSatisfy(
            definition ->
                assertThat(definition.aggregation().windowed())
                    .isEqualTo(
                        AggregationForm.named(definition.name()).orElseThrow().allowsWindows()));
  }

  @Test
  void aFoldersOwnNameMayBeRelative() throws InvalidRepositoryException {
    shop.with("shop.yaml", Shop.YAML);
    Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());

    Repository repository = RepositoryReader.read(relative);

    assertThat(repository.sources().get(0).files().orElseThrow().folder()).isAbsolute();
  }
}
