package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.guide.Page.Block;
import dev.freshet.infra.process.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recommendations from a real log, as the example's page says: the same commands, in a shell. */
@Timeout(300)
class OttoIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern READY = Pattern.compile("(Ctrl-C stops everything)");
  private static final Pattern BROKER = Pattern.compile("(?m)^kafka (\\S+)$");

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void whatToShowNext() throws Exception {
    List<Block> blocks = Page.of("examples/otto/README.md").section("What to show next").blocks();
    assertThat(blocks).extracting(Block::language).containsExactly("sh", "sh", "sh", "json");
    Files.createSymbolicLink(folder.resolve("freshet"), Page.ROOT.resolve("freshet"));
    Files.createSymbolicLink(folder.resolve("examples"), Page.ROOT.resolve("examples"));
    String port = String.valueOf(FreePort.find());
    try (Shell shell = new Shell(folder, logs)) {
      Shell.Entered up = shell.enter("exec " + Page.with(blocks.get(0).text(), "8080", port));
      up.await(READY, PATIENCE);
      String broker = up.await(BROKER, PATIENCE);
      shell.run(Page.with(blocks.get(1).text(), "HOST:PORT", broker), PATIENCE);

      String curl = Page.with(blocks.get(2).text(), "8080", port);
      assertSameList(shell.answer(curl), new ObjectMapper().readTree(blocks.get(3).text()));

      up.interrupt();
      up.output(PATIENCE);
      assertThat(shell.awaitGone(Duration.ofSeconds(20))).isEmpty();
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
