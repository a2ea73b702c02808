package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.guide.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of real logs, made and served as their pages say: the same commands, in a shell. */
@Timeout(420)
class ExampleModelsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  @TempDir private Path logs;

  @ParameterizedTest
  @ValueSource(strings = {"movietweetings", "grocery"})
  void fromTheLogToAServedModel(String example) throws Exception {
    String page = "examples/" + example + "/README.md";
    List<Block> blocks = Page.of(page).section("From the log to a served model").blocks();
    assertThat(blocks)
        .extracting(Block::language)
        .containsExactly("sh", "sh", "sh", "", "sh", "sh", "sh", "json");
    Files.createSymbolicLink(folder.resolve("freshet"), Page.ROOT.resolve("freshet"));
    copy("examples/" + example);
    try (Shell shell = new Shell(folder, logs)) {
      shell.run(blocks.get(0).text(), PATIENCE);
      shell.run(blocks.get(1).text(), PATIENCE);
      String said = shell.run(blocks.get(2).text(), PATIENCE);
      Figures.assertSays(said, blocks.get(3).text());
      assertBetterThanAllBaselines(said);

      Shell.Up up = shell.up(blocks.get(4).text());
      shell.run(Page.with(blocks.get(5).text(), "HOST:PORT", up.broker()), PATIENCE);
      assertScores(shell, Page.with(blocks.get(6).text(), "8080", up.port()), blocks.get(7).text());

      shell.stop(up);
    }
  }

  private static void assertBetterThanAllBaselines(String said) {
    List<String> gains =
        Figures.figures(said).stream().filter(line -> line.startsWith("better by")).toList();
    assertThat(gains).as(said).hasSize(4);
    for (String gain : gains) {
      assertThat(Figures.numbers(gain).get(1)).as(said).isPositive();
    }
  }

  /** The page's scores, but for the seconds that have passed since the last event. */
  private static void assertScores(Shell shell, String curl, String page) throws Exception {
    JsonNode answer = shell.answer(curl);
    JsonNode wanted = JSON.readTree(page);
    assertThat(wanted.get("rows").size()).isEqualTo(3);
    assertThat(answer.path("rows")).as(answer.toString()).hasSameSizeAs(wanted.get("rows"));
    assertThat(answer.get("model")).isEqualTo(wanted.get("model"));
    for (int i = 0; i < wanted.get("rows").size(); i++) {
      JsonNode row = answer.get("rows").get(i);
      JsonNode expected = wanted.get("rows").get(i);
      assertThat(row.get("entities")).isEqualTo(expected.get("entities"));
      assertThat(row.get("score").doubleValue())
          .as(answer.toString())
          .isCloseTo(expected.get("score").doubleValue(), within(0.05));
    }
  }

  private void copy(String example) throws IOException {
    Path to = Files.createDirectories(folder.resolve(example));
    try (Stream<Path> files = Files.list(Page.ROOT.resolve(example))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
