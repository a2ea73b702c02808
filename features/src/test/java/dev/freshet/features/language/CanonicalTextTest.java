package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition is known by: state and rows are addressed by it. */
class CanonicalTextTest {

  private static final String TRENDS =
      "{name: trend, aggregation: decayed_sum, value: event.price, where: event.price > 1.0, half_life: 7d, by: event.type}";

  @TempDir Path folder;

  @Test
  void itSaysAllThatDecidesTheValues() {
    Repository repository = with(TRENDS, "", "");

    assertThat(canonical(repository))
        .startsWith(
            "view item_stats\nentity item[item_id]\nsource interactions\nwhere \nttl 7776000000\n")
        .contains("\nfeature trend\n", "\nwhere event.price > 1.0\n", "\nvalue event.price\n")
        .endsWith("\nby event.type");
  }

  @ParameterizedTest
  @CsvSource({
    "name: trend, name: trends",
    "value: event.price, value: 1.0",
    "> 1.0, > 2.0",
    "7d, 8d",
    "by: event.type, by: event.category",
    "'7d,', '7d, max_keys: 50,'",
    "decayed_sum, sum"
  })
  void aChangedDefinitionIsAnother(String from, String to) {
    String before = canonical(with(TRENDS, "", ""));
    String changed = Shop.edit(TRENDS, from, to);
    if (to.equals("sum")) {
      changed = Shop.edit(changed, "half_life: 7d, ", "");
    }

    assertThat(canonical(with(changed, "", ""))).isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "ttl: 90d, ttl: 91d",
    "name: item_stats, name: item_figures",
    "'ttl: 90d', where: event.price > 0.0",
    "'{name: item, join_keys: [item_id]}', '{name: item, join_keys: [item_id, type]}'"
  })
  void aChangedViewHasOtherDefinitions(String from, String to) {
    assertThat(canonical(with(TRENDS, from, to))).isNotEqualTo(canonical(with(TRENDS, "", "")));
  }

  @Test
  void windowsAndOrderAreNoPartOfIt() {
    String count = "{name: n, aggregation: count, windows: [1h]}";
    String more = "{name: n, aggregation: count, windows: [7d, 1h, lifetime]}";
    String beside = "{name: m, aggregation: count}\n      - " + count;

    assertThat(canonical(with(more, "", ""))).isEqualTo(canonical(with(count, "", "")));
    assertThat(canonical(with(beside, "", ""))).isEqualTo(canonical(with(count, "", "")));
  }

  @Test
  void noTwoDefinitionsOfARepositoryAreAlike() {
    Repository repository = new Shop(folder).with(Shop.FILE, Shop.YAML).read();
    Set<String> seen = new HashSet<>();
    for (FeatureView view : repository.views()) {
      for (FeatureDefinition definition : view.definitions()) {
        assertThat(seen.add(definition.canonical(view))).isTrue();
      }
    }
  }

  @Test
  void aLineBreakInAnExpressionEndsNoLineOfIt() {
    String broken = "{name: n, aggregation: count, where: \"event.type ==\\n'view'\"}";

    assertThat(canonical(with(broken, "", ""))).contains("\nwhere event.type ==\\n'view'\n");
  }

  /** The repository with another feature at the end of the last view, and one more change. */
  private Repository with(String feature, String from, String to) {
    String views =
        "- {name: views, aggregation: count, where: event.type == \"view\", windows: [1h, lifetime]}";
    String yaml = Shop.edit(Shop.YAML, views, "- " + feature);
    String changed = from.isEmpty() ? yaml : Shop.edit(yaml, from, to);
    int services = changed.indexOf("feature_services:");
    return new Shop(folder).with(Shop.FILE, changed.substring(0, services)).read();
  }

  private static String canonical(Repository repository) {
    FeatureView view = repository.views().get(1);
    return view.definitions().get(view.definitions().size() - 1).canonical(view);
  }
}
