package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.guide.Page.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recommendations from a real log, as the example's page says: the same commands, in a shell. */
@Timeout(300)
class OttoIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void whatToShowNext() throws Exception {
    List<Block> blocks = Page.of("examples/otto/README.md").section("What to show next").blocks();
    assertThat(blocks).extracting(Block::language).containsExactly("sh", "sh", "sh", "json");
    Files.createSymbolicLink(folder.resolve("freshet"), Page.ROOT.resolve("freshet"));
    Files.createSymbolicLink(folder.resolve("examples"), Page.ROOT.resolve("examples"));
    try (Shell shell = new Shell(folder, logs)) {
      Shell.Up up = shell.up(blocks.get(0).text());
      shell.run(Page.with(blocks.get(1).text(), "HOST:PORT", up.broker()), PATIENCE);

      String curl = Page.with(blocks.get(2).text(), "8080", up.port());
      assertSameList(shell.answer(curl), new ObjectMapper().readTree(blocks.get(3).text()));

      shell.stop(up);
    }
  }

  /** The same but for what the seconds since the last event take from the scores. */
  private static void assertSameList(JsonNode answer, JsonNode page) {
    assertThat(answer.get("model_version")).as("%s", answer).isEqualTo(page.get("model_version"));
    assertThat(answer.get("excluded")).isEqualTo(page.get("excluded"));
    assertThat(answer.get("items")).hasSameSizeAs(page.get("items"));
    for (int i = 0; i < page.get("items").size(); i++) {
      JsonNode item = answer.get("items").get(i);
      JsonNode wanted = page.get("items").get(i);
      for (String name : List.of("item_id", "rank", "from")) {
        assertThat(item.get(name)).as("%s", answer).isEqualTo(wanted.get(name));
      }
      assertThat(item.get("score").doubleValue())
          .isCloseTo(wanted.get("score").doubleValue(), within(0.01));
    }
  }
}
