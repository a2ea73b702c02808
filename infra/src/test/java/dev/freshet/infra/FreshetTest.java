package dev.freshet.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshetTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path temp;

  @Test
  void helpIsAResult() {
    assertThat(run("--help")).isZero();
    assertThat(out()).contains("validate", "up", "Exit codes: 0 done, 1 the input is wrong");
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "up", "replay"})
  void everyCommandHasHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out()).startsWith("Usage: freshet " + command);
    assertThat(err()).isEmpty();
  }

  @Test
  void anUnknownOptionIsWrongInputAndTheNearestIsNamed() {
    assertThat(run("up", "--freshnes", "1s", temp.toString())).isEqualTo(1);
    assertThat(err()).contains("\"--freshnes\" is no option; the nearest is --freshness");
    assertThat(out()).isEmpty();
  }

  @Test
  void anUnknownCommandIsWrongInputAndTheNearestIsNamed() {
    assertThat(run("valdate", temp.toString())).isEqualTo(1);
    assertThat(err()).contains("\"valdate\" is not understood; the nearest is validate");
  }

  @Test
  void noCommandIsWrongInput() {
    assertThat(run()).isEqualTo(1);
    assertThat(err()).contains("which command?", "freshet --help");
  }

  @Test
  void aValueOfTheWrongKindIsWrongInput() {
    assertThat(run("up", "--freshness", "5x", temp.toString())).isEqualTo(1);
    assertThat(err()).contains("'--freshness'", "\"5x\" is not a duration", "such as 100ms");
  }

  @Test
  void aRepositoryThatIsNoFolderIsWrongInput() {
    for (String command : List.of("validate", "up")) {
      assertThat(run(command, temp.resolve("nowhere").toString())).isEqualTo(1);
      assertThat(err()).contains("nowhere is not a folder");
    }
  }

  @Test
  void anAddressThatIsNoneIsWrongInput() {
    assertThat(run("replay", temp.toString(), "--kafka", "localhost")).isEqualTo(1);
    assertThat(err()).contains("\"localhost\" is no address; write HOST:PORT");
  }

  @Test
  void optionsThatNeedOthersSaySo() {
    assertThat(run("replay", temp.toString(), "--kafka", "a:1", "--timeout", "1s")).isEqualTo(1);
    assertThat(err()).contains("--timeout is for --wait");
    assertThat(run("replay", temp.toString(), "--kafka", "a:1", "--speed", "0")).isEqualTo(1);
    assertThat(err()).contains("--speed 0.0 is no pace");
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return Freshet.run(
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false),
        arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
