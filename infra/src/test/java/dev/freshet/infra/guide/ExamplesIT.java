package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command of the examples' page, entered for every folder that it lists. */
@Timeout(180)
class ExamplesIT {

  private static final Pattern COMMAND = Pattern.compile("`(\\.\\./freshet validate) FOLDER`");
  private static final Pattern FOLDER = Pattern.compile("(?m)^\\| \\[(.*)]\\(\\1/\\)");

  @TempDir private Path logs;

  @Test
  void everyExampleIsValid() throws Exception {
    Page page = Page.of("examples/README.md");
    String command =
        COMMAND
            .matcher(page.text())
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    List<MatchResult> folders = FOLDER.matcher(page.text()).results().toList();
    assertThat(folders).hasSize(5);
    try (Shell shell = new Shell(Page.ROOT.resolve("examples"), logs)) {
      for (MatchResult folder : folders) {
        shell.run(command + " " + folder.group(1), Duration.ofSeconds(60));
      }
    }
  }
}
