package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Problem;
import dev.freshet.features.document.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/definitions.md} says what the reader does. */
class DefinitionsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "definitions.md");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theBlocksOfThePageAreOneRepository() throws IOException {
    Shop shop = new Shop(folder);
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    int files = 0;
    while (blocks.find()) {
      shop.with(++files + ".yaml", blocks.group(1));
      assertThat(LanguageSchemaTest.errors(blocks.group(1))).isEmpty();
    }

    assertThat(files).isEqualTo(9);
    assertThat(shop.read().service("homepage").orElseThrow().features()).hasSize(13);
  }

  @Test
  void everyKeyHasARow() throws IOException {
    List<String> rows = rows();
    List<Shape> shapes =
        List.of(
            Language.REPOSITORY,
            Language.SOURCE,
            Language.PAIRS,
            Language.FIELD,
            Language.ENTITY,
            Language.VIEW,
            Language.FEATURE,
            Language.EXTERNAL_VIEW,
            Language.ON_DEMAND_VIEW,
            Language.ON_DEMAND_FEATURE,
            Language.SERVICE,
            Language.ENCODING,
            Language.MODEL,
            Language.CANDIDATES);
    for (Shape shape : shapes) {
      assertThat(shape.keys())
          .as(shape.noun())
          .allSatisfy(key -> assertThat(rows).anyMatch(row -> row.startsWith("| `" + key + "` |")));
    }
  }

  @Test
  void rangesAndDefaultsAreRight() throws IOException {
    assertThat(row("k")).contains("| 1 to " + FeatureReader.GREATEST_K + " |");
    assertThat(row("max_keys"))
        .contains("| 1 to " + FeatureReader.GREATEST_MAX_KEYS + " | `" + FeatureReader.MAX_KEYS);
    assertThat(row("topic")).contains("at most " + SourceReader.TOPIC_CHARACTERS + " ");
    assertThat(row("deduplicate_within")).endsWith("| `1h` |");
    assertThat(row("max_future_skew")).endsWith("| `1m` |");
    assertThat(DurationText.parse("1h")).contains(SourceReader.DEDUPLICATE_WITHIN);
    assertThat(DurationText.parse("1m")).contains(SourceReader.MAX_FUTURE_SKEW);
    assertThat(row("windows")).contains("to " + DurationText.LONGEST.toDays() + "d");
  }

  @ParameterizedTest
  @EnumSource(AggregationForm.class)
  void everyAggregationHasARow(AggregationForm form) throws IOException {
    String takes = form.takes() == Takes.NOTHING ? "–" : form.takes().text();
    String option = form.option() == AggregationOption.NONE ? "" : "`" + form.option().key() + "` ";
    List<String> others = new ArrayList<>();
    if (form.allowsBy()) {
      others.add("`by`");
    }
    if (form.allowsMaxKeys(form.allowsBy())) {
      others.add("`max_keys`");
    }
    if (form.allowsWindows()) {
      others.add("`windows`");
    }
    String may = others.isEmpty() ? "" : String.join(" ", others) + " ";

    assertThat(row(form.text()))
        .isEqualTo("| `%s` | %s | %s| %s|".formatted(form.text(), takes, option, may));
  }

  @Test
  void theProblemsOfThePageAreReal() throws IOException {
    List<String> problems =
        new Shop(folder)
            .edited("windows: [5m, 1h, 1d, 7d]", "windows: [90x]").problems().stream()
                .map(Problem::toString)
                .toList();

    assertThat(Files.readString(PAGE)).contains(problems);
  }

  private static String row(String key) throws IOException {
    return rows().stream()
        .filter(row -> row.startsWith("| `" + key + "` |"))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("|")).toList();
  }
}
