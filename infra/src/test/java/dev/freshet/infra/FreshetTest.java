package dev.freshet.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshetTest {

  private static final String SHOP =
      """
      project: shop
      sources:
        - name: clicks
          topic: shop.clicks
          files: "*.jsonl"
          event_time: ts
          fields: {user_id: string}
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [5m, 1d]}
      feature_services:
        - {name: home, features: [activity]}
      """;

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
  @ValueSource(
      strings = {
        "validate",
        "up",
        "stream",
        "serve",
        "replay",
        "demo",
        "training-set",
        "parity",
        "train"
      })
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
  void programsAreToldOfAFolderThatIsNoneAsOfAnyProblem() {
    assertThat(run("validate", temp.resolve("nowhere").toString(), "--json")).isEqualTo(1);
    assertThat(out())
        .startsWith("{\"valid\":false,\"problems\":[{")
        .contains("does not exist; name a folder of *.yaml files");
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

  @Test
  void aValidRepositoryIsSummedUp() throws IOException {
    Files.writeString(temp.resolve("shop.yaml"), SHOP);
    assertThat(run("validate", temp.toString())).isZero();
    assertThat(out())
        .isEqualTo(
            "shop is valid: 1 sources, 1 entities, 1 feature views with 2 features, 0 computed on demand, 1 feature services, 0 models\n");
    assertThat(err()).isEmpty();

    assertThat(run("validate", temp.toString(), "--json")).isZero();
    assertThat(out()).isEqualTo("{\"valid\":true,\"problems\":[]}\n");
  }

  @Test
  void pairsAndCandidatesAreSummedUpWhereThereAreSome() throws IOException {
    Files.writeString(
        temp.resolve("shop.yaml"),
        SHOP.replace("user_id: string", "user_id: string, item_id: string"));
    Files.writeString(
        temp.resolve("together.yaml"),
        """
        pairs:
          - {name: together, source: clicks, by: user_id, of: item_id, within: 30m}
        entities:
          - {name: item, join_keys: [item_id]}
        feature_views:
          - name: neighbours
            entity: item
            source: together
            features:
              - {name: items, aggregation: count, by: event.other_item_id}
        candidates:
          - {name: also_clicked, of: item_id, feature: neighbours:items}
        """);

    assertThat(run("validate", temp.toString())).isZero();
    assertThat(out())
        .isEqualTo(
            "shop is valid: 1 sources, 1 of pairs, 2 entities, 2 feature views with 3 features, 0 computed on demand, 1 feature services, 0 models, 1 sources of candidates\n");
  }

  @Test
  void everyProblemIsALineOfTheResult() throws IOException {
    Files.writeString(
        temp.resolve("shop.yaml"),
        SHOP.replace("topic:", "topik:")
            .replace("[5m, 1d]", "[5x]")
            .replace("[activity]", "[actvity]"));

    assertThat(run("validate", temp.toString())).isEqualTo(1);
    assertThat(out().lines())
        .hasSize(3)
        .allMatch(line -> line.matches("shop[.]yaml:[0-9]+: .+"))
        .anyMatch(line -> line.contains("5x"));
    assertThat(err()).contains("3 problems in");

    assertThat(run("validate", temp.toString(), "--json")).isEqualTo(1);
    assertThat(out())
        .startsWith("{\"valid\":false,\"problems\":[{\"file\":\"shop.yaml\",\"line\":");
  }

  @Test
  void otherCommandsTellTheProblemsToo() throws IOException {
    Files.writeString(temp.resolve("shop.yaml"), SHOP.replace("[5m, 1d]", "[5x]"));
    assertThat(run("replay", temp.toString(), "--kafka", "127.0.0.1:1")).isEqualTo(1);
    assertThat(err()).startsWith("shop.yaml:").contains("5x");
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "stream"})
  void anArchiveThatCannotBeSaysSoBeforeAnythingStarts(String command) throws IOException {
    Files.writeString(temp.resolve("shop.yaml"), SHOP);
    Path file = Files.createFile(temp.resolve("file"));
    assertThat(runArchiving(command, file.resolve("archive"))).isEqualTo(2);
    assertThat(err()).contains("--archive: " + file + " is a file; name a folder");

    Files.writeString(
        temp.resolve("shop.yaml"), SHOP.replace("event_time: ts", "event_time: _freshet.ts"));
    assertThat(runArchiving(command, temp.resolve("archive"))).isEqualTo(1);
    assertThat(err())
        .contains("--archive: source clicks: the archive has a column _freshet of its own; no");
    assertThat(temp.resolve("archive")).doesNotExist();
  }

  private int runArchiving(String command, Path archive) {
    List<String> arguments =
        new ArrayList<>(List.of(command, temp.toString(), "--archive", archive.toString()));
    if (command.equals("stream")) {
      arguments.addAll(List.of("--kafka", "127.0.0.1:1", "--redis", "redis://127.0.0.1:1"));
      arguments.addAll(List.of("--state", temp.resolve("state").toString()));
    }
    return run(arguments.toArray(String[]::new));
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
