package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.infra.guide.Page.Block;
import dev.freshet.infra.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's first feature, done as it says: the same files, the same commands, in a shell. */
@Timeout(300)
class ReadmeIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern READY = Pattern.compile("(Ctrl-C stops everything)");
  private static final Pattern BROKER = Pattern.compile("(?m)^kafka (\\S+)$");

  private static final List<String> LANGUAGES = List.of("yaml", "sh", "json", "sh", "sh");

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void aFirstFeatureOfOnesOwn() throws Exception {
    Page page = Page.of("README.md").section("A first feature of your own");
    List<Block> blocks = page.blocks();
    assertThat(blocks).extracting(Block::language).isEqualTo(LANGUAGES);
    List<String> commands = blocks.get(1).text().lines().toList();
    String port = String.valueOf(FreePort.find());
    Path launcher = Page.ROOT.resolve("freshet");
    Path link = Files.createSymbolicLink(folder.resolve("freshet"), launcher);
    try (Shell shell = new Shell(folder, logs)) {
      write(page, "Put this into `my-shop/features.yaml`", blocks.get(0));
      assertThat(commands).hasSize(2);
      shell.run(commands.get(0), PATIENCE);
      Shell.Entered up = shell.enter("exec " + Page.with(commands.get(1), "8080", port));
      up.await(READY, PATIENCE);
      String broker = up.await(BROKER, PATIENCE);
      write(page, "Put some into `my-shop/events.jsonl`", blocks.get(2));

      shell.run(Page.with(blocks.get(3).text(), "HOST:PORT", broker), PATIENCE);
      String curl = Page.with(blocks.get(4).text(), "localhost:8080", "localhost:" + port);

      JsonNode row = shell.rows(curl, 1).get(0);
      assertThat(row.at("/entities/user_id").asText()).isEqualTo("ada");
      assertThat(row.get("values")).hasToString("[2,2,[\"i9\",\"i7\"]]");
      assertThat(row.get("statuses")).hasToString("[\"PRESENT\",\"PRESENT\",\"PRESENT\"]");

      String later = "{\"as_of\": \"" + Instant.now().plus(Duration.ofHours(5)) + "\", ";
      JsonNode then = shell.rows(Page.with(curl, "-d '{", "-d '" + later), 1).get(0);
      assertThat(then.get("values")).hasToString("[0,2,[\"i9\",\"i7\"]]");

      up.interrupt();
      up.output(PATIENCE);
      assertThat(shell.awaitGone(Duration.ofSeconds(20))).isEmpty();
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
