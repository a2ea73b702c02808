package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.guide.Page.Block;
import dev.freshet.infra.whole.Duck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive, made, read and merged as its page says. */
@Timeout(400)
class ArchiveIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String DAY = "date=2026-11-22";

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void aDemosHistory() throws Exception {
    Page page = Page.of("docs/archive.md");
    Files.createSymbolicLink(folder.resolve("freshet"), Page.ROOT.resolve("freshet"));
    Files.createSymbolicLink(folder.resolve("examples"), Page.ROOT.resolve("examples"));
    List<Block> first = page.section("Try it").blocks();
    assertThat(first).extracting(Block::language).containsExactly("sh", "sql", "sql", "sh");
    try (Shell shell = new Shell(folder, logs);
        Duck duck = new Duck()) {
      shell.run(first.get(0).text(), PATIENCE);
      List<Map<String, Object>> outcomes = duck.query(here(first.get(1).text()));
      assertThat(outcomes)
          .extracting(row -> row.get("outcome"))
          .contains("folded", "repeated", "unkeyed");
      duck.run(here(first.get(2).text()));
      shell.run(first.get(3).text(), PATIENCE);
      Path training = folder.resolve("training.parquet");
      assertThat(duck.query("select 1 as one from '" + training + "'")).hasSizeGreaterThan(500);

      List<Map<String, Object>> before = duck.query(exact(training));
      merge(shell, duck, page.section("How many files").blocks());
      shell.run(first.get(3).text(), PATIENCE);

      assertThat(duck.query(exact(training))).isEqualTo(before);
      assertThat(duck.query(here(first.get(1).text()))).hasSameElementsAs(outcomes);
      assertThat(shell.awaitGone(Duration.ofSeconds(10))).isEmpty();
    }
  }

  private void merge(Shell shell, Duck duck, List<Block> blocks) throws Exception {
    assertThat(blocks).extracting(Block::language).containsExactly("sh", "sql", "sh");
    try (var days = Files.list(folder.resolve("archive/interactions"))) {
      for (Path day : days.toList()) {
        String name = day.getFileName().toString();
        shell.run(of(blocks.get(0).text(), name), PATIENCE);
        duck.run(here(blocks.get(1).text()));
        shell.run(of(blocks.get(2).text(), name), PATIENCE);
        try (var files = Files.list(day)) {
          assertThat(files).hasSize(1);
        }
      }
    }
  }

  /** All columns but what is approximate where there are many values. */
  private static String exact(Path training) {
    return "select * exclude (user_prices__viewed_low_30d) from '" + training + "'";
  }

  private static String of(String command, String day) {
    assertThat(command).contains(DAY);
    return command.replace(DAY, day);
  }

  /** The statement, for a DuckDB that was started elsewhere. */
  private String here(String sql) {
    return sql.replaceAll("'(archive|merging|spine)(?=[./])", "'" + folder + "/$1");
  }
}
