package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.infra.guide.Page.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first model, trained as its page says: the same files, the same commands. */
@Timeout(240)
class TrainingModelsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  void aFirstModel() throws Exception {
    List<Block> blocks =
        Page.of("docs/training-models.md").section("From a training set to a model").blocks();
    assertThat(blocks).extracting(Block::language).containsExactly("yaml", "sh", "sh", "");
    Files.createSymbolicLink(folder.resolve("freshet"), Page.ROOT.resolve("freshet"));
    Files.createDirectory(folder.resolve("my-shop"));
    Files.writeString(folder.resolve("my-shop/features.yaml"), blocks.get(0).text());
    try (Shell shell = new Shell(folder, logs)) {
      shell.run(blocks.get(1).text(), PATIENCE);
      List<String> commands = blocks.get(2).text().lines().toList();
      assertThat(commands).hasSize(2);
      shell.run(commands.get(0), PATIENCE);
      assertSays(shell.run(commands.get(1), PATIENCE), blocks.get(3).text());
      assertThat(folder.resolve("my-shop/models"))
          .isDirectoryContaining(file -> file.endsWith("buys_soon.json"))
          .isDirectoryContaining(file -> file.endsWith("buys_soon.json.sidecar.json"))
          .isDirectoryContaining(file -> file.endsWith("buys_soon.json.report.json"))
          .isDirectoryContaining(file -> file.endsWith("buys_soon.json.report.html"));
      assertThat(shell.awaitGone(Duration.ofSeconds(10))).isEmpty();
    }
  }

  /** The library's floats differ a little from processor to processor. */
  private static void assertSays(String said, String page) {
    for (String line : page.lines().filter(line -> line.matches("(auc|log_loss) .*")).toList()) {
      String figure = line.substring(0, line.indexOf(' '));
      Optional<String> found = said.lines().filter(of -> of.startsWith(figure + " ")).findFirst();
      assertThat(found).as(said).isPresent();
      Matcher wanted = NUMBER.matcher(line);
      Matcher got = NUMBER.matcher(found.orElseThrow());
      while (wanted.find()) {
        assertThat(got.find()).as(said).isTrue();
        assertThat(Double.parseDouble(got.group()))
            .as(said)
            .isCloseTo(Double.parseDouble(wanted.group()), within(0.02));
      }
    }
    assertThat(page).contains("auc ", "log_loss ");
  }
}
