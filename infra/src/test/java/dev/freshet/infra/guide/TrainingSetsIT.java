package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.guide.Page.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first training set, made as its page says: the same files, the same commands. */
@Timeout(180)
class TrainingSetsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern NAMED = Pattern.compile("`([\\w./-]+\\.(?:yaml|jsonl|csv))`");
  private static final Pattern OUT = Pattern.compile("--out (\\S+)");

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void aFirstTrainingSet() throws Exception {
    Page page = Page.of("docs/training-sets.md");
    Files.createSymbolicLink(folder.resolve("freshet"), Page.ROOT.resolve("freshet"));
    List<Block> first = page.section("From events to a table").blocks();
    assertThat(first)
        .extracting(Block::language)
        .containsExactly("yaml", "json", "csv", "sh", "csv");
    Matcher named = NAMED.matcher(page.section("From events to a table").prose());
    for (Block given : first.subList(0, 3)) {
      assertThat(named.find()).isTrue();
      Path file = folder.resolve(named.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, given.text());
    }
    List<Block> late = page.section("What was known then").blocks();
    assertThat(late).extracting(Block::language).containsExactly("sh", "csv");
    try (Shell shell = new Shell(folder, logs)) {
      assertMakes(shell, first.get(3).text(), first.get(4).text());
      assertMakes(shell, late.get(0).text(), late.get(1).text());
      assertThat(shell.awaitGone(Duration.ofSeconds(10))).isEmpty();
    }
  }

  private void assertMakes(Shell shell, String command, String table) throws Exception {
    shell.run(command, PATIENCE);
    Matcher out = OUT.matcher(command);
    assertThat(out.find()).isTrue();
    assertThat(folder.resolve(out.group(1))).hasContent(table);
  }
}
