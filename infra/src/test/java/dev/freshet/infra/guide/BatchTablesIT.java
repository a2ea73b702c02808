package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.infra.guide.Page.Block;
import dev.freshet.infra.whole.Duck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of batch tables, done as it says: the same files, the same commands, in a shell. */
@Timeout(300)
class BatchTablesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern NAMED = Pattern.compile("`([\\w./-]+\\.(?:yaml|csv))`");
  private static final Pattern ANSWERS = Pattern.compile("`(\\[.*?])`");

  private static final Page PAGE = Page.of("docs/batch-tables.md");

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void inATrainingSetAndOnline() throws Exception {
    Files.createSymbolicLink(folder.resolve("freshet"), Page.ROOT.resolve("freshet"));
    write(PAGE.section("Two tables and a log"), "yaml", "csv", "csv", "csv", "csv");
    Page offline = PAGE.section("In a training set");
    List<Block> blocks = write(offline, "csv");
    assertThat(blocks).extracting(Block::language).containsExactly("sh", "csv");
    Page online = PAGE.section("Online");
    List<String> commands = online.blocks("sh");
    assertThat(commands).hasSize(4);
    try (Shell shell = new Shell(folder, logs)) {
      shell.run(blocks.get(0).text(), PATIENCE);
      assertThat(folder.resolve("training.csv")).hasContent(blocks.get(1).text());
      shell.run(overParquet(blocks.get(0).text()), PATIENCE);
      assertThat(folder.resolve("training.csv")).hasContent(blocks.get(1).text());

      Shell.Up up = shell.up(commands.get(0));
      shell.run(Page.with(commands.get(1), "HOST:PORT", up.broker()), PATIENCE);
      String curl = Page.with(commands.get(2), "localhost:8080", "localhost:" + up.port());

      Matcher said = ANSWERS.matcher(online.prose());
      for (JsonNode row : shell.rows(curl, 2)) {
        assertThat(said.find()).isTrue();
        assertThat(row.get("values")).hasToString(said.group(1));
      }
      // What a night brings, as the page says to bring it.
      Files.writeString(
          folder.resolve("my-shop/segments/2026-11-23.csv"),
          "loaded_at,user_id,segment\n" + Instant.now() + ",bob,best\n");
      shell.run(Page.with(commands.get(3), "HOST:PORT", up.broker()), PATIENCE);
      assertThat(shell.rows(curl, 2))
          .extracting(row -> row.at("/values/1").asText())
          .containsExactly("loyal", "best");

      shell.stop(up);
    }
  }

  /** Writes a section's first blocks into the files that the text names; returns those behind. */
  private List<Block> write(Page section, String... languages) throws IOException {
    List<Block> blocks = section.blocks();
    Matcher named = NAMED.matcher(section.prose());
    for (int i = 0; i < languages.length; i++) {
      assertThat(blocks.get(i).language()).isEqualTo(languages[i]);
      assertThat(named.find()).isTrue();
      Path file = folder.resolve(named.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, blocks.get(i).text());
    }
    return blocks.subList(languages.length, blocks.size());
  }

  /** The command, over one Parquet file in the place of the nights' files. */
  private String overParquet(String command) throws Exception {
    try (Duck duck = new Duck()) {
      duck.run(
          "copy (from read_csv('%s')) to '%s'"
              .formatted(
                  folder.resolve("my-shop/segments/*.csv"), folder.resolve("segments.parquet")));
    }
    return command.strip() + " --events segments=segments.parquet";
  }
}
