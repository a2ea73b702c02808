package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the language: broken once in a valid repository, it gives one problem. */
class MistakesTest {

  @TempDir Path folder;

  @Test
  void aProblemSaysWhatIsWrongWhereAndHowToMendIt() {
    List<Problem> problems = new Shop(folder).edited("5m, 1h, 1d", "90x, 1h, 1d").problems();

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "shop.yaml:29: feature_views.user_activity.features.views.windows[0]: \"90x\" is not a"
                + " duration; write a positive whole number and one of s m h d, such as 90m");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneProblem(Mistake mistake) {
    Shop shop = new Shop(folder).with(Shop.FILE, mistake.yaml());

    List<Problem> problems = shop.problems();

    assertThat(problems).hasSize(1);
    Problem problem = problems.get(0);
    assertThat(problem.file()).isEqualTo(Shop.FILE);
    assertThat(problem.line()).as(problem.toString()).isEqualTo(mistake.line());
    assertThat(problem.message()).contains(mistake.message());
  }

  @Test
  void aMistakeThatShowsAtManyPlacesIsOneProblem() {
    assertThat(new Shop(folder).edited("category: string", "kategory: string").problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("shop.yaml:32: feature_views.user_activity.features.last_category.value: ")
        .contains("kategory")
        .endsWith(" (also at shop.yaml:34)");
    assertThat(new Shop(folder).edited("item_id: string", "itm_id: string").problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("shop.yaml:33: ")
        .endsWith(" (also at shop.yaml:20, shop.yaml:21)");
    assertThat(new Shop(folder).edited("name: interactions", "name: events").problems())
        .extracting(Problem::message)
        .containsExactly(
            "there is no source \"interactions\"; known: events (also at shop.yaml:39)");
  }

  @Test
  void whatIsBrokenWithPairsIsOneProblem() {
    String views =
        """
        pairs:
          - {name: p, source: interactions, by: user_id, of: item_id, within: 30m}
        feature_views:
          - name: neighbours
            entity: item
            source: p
            features:
              - {name: items, aggregation: count, by: event.other_item_id}
        """;
    Shop shop = new Shop(folder).with(Shop.FILE, Shop.YAML).with("pairs.yaml", views);
    assertThat(shop.read().sources()).hasSize(2);

    assertThat(shop.with("pairs.yaml", Shop.edit(views, "of: item_id", "of: user_id")).problems())
        .extracting(Problem::message)
        .containsExactly(
            "\"user_id\" is what the events have in common; name the field whose values are paired, such as item_id");
    assertThat(shop.with("pairs.yaml", Shop.edit(views, "entity: item", "entity: user")).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "pairs.yaml:6: feature_views.neighbours.source: the events of the pairs \"p\" have no field"
                + " \"user_id\", by which they would belong to the entity \"user\"; they have item_id"
                + " and other_item_id: name an entity with one of these as its join key");
    assertThat(shop.with("pairs.yaml", views).edited("user_id: string", "user_id: bool").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "pairs.yaml:2: pairs.p.by: \"user_id\" is of type bool (shop.yaml:10); name a field of type"
                + " string or int64, or declare it so (also at shop.yaml:19)");
  }

  @Test
  void aFolderWithoutYamlIsOneProblem() {
    String name = folder.toString();

    assertThat(new Shop(folder).with("shop.yml", Shop.YAML).problems())
        .extracting(Problem::toString)
        .containsExactly(
            name + ": has no *.yaml files, and these make a repository; rename its *.yml files");
    assertThat(new Shop(folder.resolve("none")).problems())
        .extracting(Problem::toString)
        .containsExactly(name + "/none: does not exist; name a folder of *.yaml files");
    assertThat(new Shop(folder.resolve("shop.yml")).problems())
        .extracting(Problem::toString)
        .containsExactly(
            name
                + "/shop.yml: is a file; a repository is a folder of *.yaml files: name the"
                + " folder");
  }

  static Stream<Named<Mistake>> mistakes() {
    return Stream.concat(RepositoryMistakes.all(), ViewMistakes.all())
        .map(
            mistake -> Named.of(mistake.to().strip() + " -> " + mistake.message().get(0), mistake));
  }
}
