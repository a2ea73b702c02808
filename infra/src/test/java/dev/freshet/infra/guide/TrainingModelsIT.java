package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.guide.Page.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first model, trained as its page says: the same files, the same commands. */
@Timeout(240)
class TrainingModelsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
      Figures.assertSays(shell.run(commands.get(1), PATIENCE), blocks.get(3).text());
      assertThat(folder.resolve("my-shop/models"))
          .isDirectoryContaining(file -> file.endsWith("buys_soon.json"))
          .isDirectoryContaining(file -> file.endsWith("buys_soon.json.sidecar.json"))
          .isDirectoryContaining(file -> file.endsWith("buys_soon.json.report.json"))
          .isDirectoryContaining(file -> file.endsWith("buys_soon.json.report.html"));
      assertThat(shell.awaitGone(Duration.ofSeconds(10))).isEmpty();
    }
  }
}
