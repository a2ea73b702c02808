package dev.freshet.features.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages on aggregations against the engine. */
class AggregationPagesTest {

  private static final Path FOLDER = Path.of("..", "docs", "aggregations");
  private static final Pattern DEFINITIONS = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static final List<String> AGGREGATIONS =
      List.of(
          "count",
          "sum",
          "avg",
          "stddev",
          "min",
          "max",
          "first",
          "last",
          "last_k",
          "first_k",
          "last_distinct_k",
          "count_distinct",
          "quantile",
          "top_k",
          "histogram",
          "decayed_sum",
          "time_since_last");

  static List<WorkedExample> examples() throws Exception {
    List<WorkedExample> examples = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path page : files.sorted().toList()) {
        Matcher definitions = DEFINITIONS.matcher(Files.readString(page));
        if (definitions.find()) {
          List<MarkdownTable> tables = MarkdownTable.of(Files.readAllLines(page));
          examples.add(
              new WorkedExample(
                  page, definitions.group(1), starting(tables, "ts"), starting(tables, "at")));
        }
      }
    }
    return examples;
  }

  private static MarkdownTable starting(List<MarkdownTable> tables, String column) {
    List<MarkdownTable> found =
        tables.stream().filter(table -> table.columns().get(0).equals(column)).toList();
    assertThat(found).as("tables that start with %s", column).hasSize(1);
    return found.get(0);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void thePageIsRight(WorkedExample example, @TempDir Path scratch) throws Exception {
    assertThat(example.faults(scratch)).isEmpty();
    assertThat(example.values().rows()).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aWrongPageWouldBeNoticed(WorkedExample example, @TempDir Path scratch) throws Exception {
    List<List<String>> shifted = new ArrayList<>();
    List<List<String>> rows = example.values().rows();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = new ArrayList<>(rows.get((i + 1) % rows.size()));
      row.set(0, rows.get(i).get(0));
      shifted.add(row);
    }
    MarkdownTable wrong = new MarkdownTable(1, example.values().columns(), shifted);
    assertThat(
            new WorkedExample(example.page(), example.definitions(), example.events(), wrong)
                .faults(scratch))
        .isNotEmpty();
  }

  @Test
  void everyAggregationHasAWorkedExample() throws Exception {
    String definitions =
        examples().stream().map(WorkedExample::definitions).collect(Collectors.joining());
    for (String name : AGGREGATIONS) {
      assertThat(definitions).containsPattern("aggregation: " + name + "[,}]");
    }
  }
}
