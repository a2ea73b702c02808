package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.infra.guide.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's first feature, done as it says: the same files, the same commands, in a shell. */
@Timeout(300)
class ReadmeIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> LANGUAGES = List.of("yaml", "sh", "json", "sh", "sh");

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void aFirstFeatureOfOnesOwn() throws Exception {
    Page page = Page.of("README.md").section("A first feature of your own");
    List<Block> blocks = page.blocks();
    assertThat(blocks).extracting(Block::language).isEqualTo(LANGUAGES);
    List<String> commands = blocks.get(1).text().lines().toList();
    Path launcher = Page.ROOT.resolve("freshet");
    Path link = Files.createSymbolicLink(folder.resolve("freshet"), launcher);
    try (Shell shell = new Shell(folder, logs)) {
      write(page, "Put this into `my-shop/features.yaml`", blocks.get(0));
      assertThat(commands).hasSize(2);
      shell.run(commands.get(0), PATIENCE);
      Shell.Up up = shell.up(commands.get(1));
      write(page, "Put some into `my-shop/events.jsonl`", blocks.get(2));

      shell.run(Page.with(blocks.get(3).text(), "HOST:PORT", up.broker()), PATIENCE);
      String curl = Page.with(blocks.get(4).text(), "localhost:8080", "localhost:" + up.port());

      JsonNode row = shell.rows(curl, 1).get(0);
      assertThat(row.at("/entities/user_id").asText()).isEqualTo("ada");
      assertThat(row.get("values")).hasToString("[2,2,[\"i9\",\"i7\"]]");
      assertThat(row.get("statuses")).hasToString("[\"PRESENT\",\"PRESENT\",\"PRESENT\"]");

      String later = "{\"as_of\": \"" + Instant.now().plus(Duration.ofHours(5)) + "\", ";
      JsonNode then = shell.rows(Page.with(curl, "-d '{", "-d '" + later), 1).get(0);
      assertThat(then.get("values")).hasToString("[0,2,[\"i9\",\"i7\"]]");

      shell.stop(up);
    } finally {
      Files.delete(link);
    }
  }

  private void write(Page page, String sentence, Block block) throws IOException {
    assertThat(page.text()).contains(sentence);
    Path file = folder.resolve(sentence.replaceAll(".*`(.*)`", "$1"));
    Files.createDirectories(file.getParent());
    Files.writeString(file, block.text());
  }
}
