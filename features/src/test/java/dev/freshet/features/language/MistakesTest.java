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
