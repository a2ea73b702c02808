package dev.freshet.pipelines.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

  @TempDir private Path temp;

  @Test
  void theNameTellsTheFormat() {
    assertThat(TableFormat.of(Path.of("a/b.CSV"))).contains(TableFormat.CSV);
    assertThat(TableFormat.of(Path.of("b.jsonl.gz"))).contains(TableFormat.JSONL);
    assertThat(TableFormat.of(Path.of("b.parquet"))).contains(TableFormat.PARQUET);
    assertThat(TableFormat.of(Path.of("b.parquet.gz"))).isEmpty();
    assertThat(TableFormat.of(Path.of("csv"))).isEmpty();
  }

  @Test
  void cellsOfCsvAreTextAndAnEmptyOneIsNotThere() throws IOException {
    try (Table table = table("a.csv", "n,\"na,me\"", "1,\"say \"\"hi\"\"\"", "2,", "3,x,y")) {
      assertThat(table.columns()).containsExactly("n", "na,me");
      assertThat(cells(table)).containsExactly("1|say \"hi\"", "2|-", "-|-");
      assertThat(table.line().map(line -> new String(line, UTF_8))).contains("3,x,y");
      assertThat(table.rule()).contains("as many cells as the first line, 2");
    }
  }

  @Test
  void cellsOfJsonAreKeptAsTheyAreWritten() throws IOException {
    try (Table table =
        table(
            "a.jsonl",
            "{\"n\": 1.50, \"t\": \"a\\u00e9\\\"\"}",
            "{\"more\": {\"a\": [1, null]} , \"n\": null}",
            "{\"n\": 1, \"n\": 2}",
            "[1]",
            "{\"n\": 1} 2",
            "{}")) {
      List<String> rows = new ArrayList<>();
      while (table.next()) {
        JsonBytes json = new JsonBytes();
        for (int i = 0; i < table.columns().size(); i++) {
          if (table.has(i)) {
            json.text(table.columns().get(i));
            table.write(i, CellText.STRING, json);
          }
        }
        rows.add(new String(json.toByteArray(), UTF_8));
      }
      assertThat(rows)
          .containsExactly(
              "\"n\"1.50\"t\"\"a\\u00e9\\\"\"", "\"more\"{\"a\": [1, null]}", "\"n\"2", "", "", "");
      assertThat(table.columns()).containsExactly("n", "t", "more");
    }
  }

  @Test
  void textOfJsonIsWhatItSays() throws IOException {
    try (Table table = table("a.jsonl", "{\"t\": \"a\\u00e9\\\"\", \"n\": 1.50, \"l\": [\"x\"]}")) {
      assertThat(cells(table)).containsExactly("aé\"|1.50|[\"x\"]");
    }
  }

  private Table table(String name, String... lines) throws IOException {
    Path file = temp.resolve(name);
    Files.write(file, List.of(lines));
    return TableFormat.of(file).orElseThrow().open(file);
  }

  private static List<String> cells(Table table) throws IOException {
    List<String> rows = new ArrayList<>();
    while (table.next()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < table.columns().size(); i++) {
        cells.add(table.has(i) ? new String(table.text(i), UTF_8) : "-");
      }
      rows.add(String.join("|", cells));
    }
    return rows;
  }
}
