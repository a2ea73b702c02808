package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.ServedShop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Feast's own Java client, in a JVM of its own: its gRPC and protobuf are older than ours. */
@Timeout(120)
class FeastClientIT {

  private static final Path PAGE = Path.of("..", "docs", "http-api.md");
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  /** What the example of the page stands in. */
  private static final String EXAMPLE =
      """
      import dev.feast.FeastClient;
      import dev.feast.Row;
      import java.util.List;

      public class Example {
        public static void main(String[] arguments) throws Exception {
          %s
          System.out.print(rows.get(0).getFields().get("user_activity:views_5m"));
          client.close();
        }
      }
      """;

  private static ServedShop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void readsOneEntity() throws Exception {
    List<String> said =
        probe(
            "user_activity:views_5m,user_activity:spend_1d,user_activity:last_category,"
                + "user_activity:recent_items,user_activity:by_category,user_activity:last_seen",
            "u1");

    assertThat(said.get(0)).startsWith("version freshet");
    assertThat(said)
        .contains(
            "u1 user_activity:views_5m PRESENT INT64_VAL int64_val: 2",
            "u1 user_activity:spend_1d PRESENT DOUBLE_VAL double_val: 40.0",
            "u1 user_activity:last_category PRESENT STRING_VAL string_val: \"shoes\"",
            "u1 user_activity:recent_items PRESENT INT64_LIST_VAL int64_list_val { val: 7 val: 8 }",
            "u1 user_activity:last_seen PRESENT UNIX_TIMESTAMP_VAL unix_timestamp_val: "
                + (shop.writtenAt() - 40_000) / 1000,
            "written " + shop.writtenAt() / 1000);
    assertThat(said)
        .as("a map is JSON text to a client whose protocol has none")
        .anyMatch(
            line ->
                line.startsWith(
                    "u1 user_activity:by_category PRESENT STRING_VAL string_val:"
                        + " \"{\\\"hats\\\":1,\\\"shoes\\\":2}\""));
  }

  @Test
  void readsFiftyEntities() throws Exception {
    String users =
        IntStream.range(0, 50)
            .mapToObj(i -> i == 17 ? "u1" : i == 31 ? "u2" : "nobody" + i)
            .collect(Collectors.joining(","));

    List<String> said = probe("user_activity:views_1h,user_activity:dearest", users);

    assertThat(said).hasSize(1 + 50 * 3);
    assertThat(said)
        .contains(
            "u1 user_activity:views_1h PRESENT INT64_VAL int64_val: 2",
            "u1 user_activity:dearest PRESENT DOUBLE_VAL double_val: 40.0",
            "u2 user_activity:views_1h PRESENT INT64_VAL int64_val: 1",
            "u2 user_activity:dearest NULL_VALUE VAL_NOT_SET ",
            "nobody5 user_activity:views_1h NOT_FOUND INT64_VAL int64_val: 0",
            "nobody5 user_activity:dearest NOT_FOUND VAL_NOT_SET ");
    assertThat(said.stream().filter(line -> line.contains(" NOT_FOUND "))).hasSize(96);
  }

  @Test
  void theExampleOfThePageWorks(@TempDir Path folder) throws Exception {
    Matcher block = JAVA.matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    String example = block.group(1).replace("6566", Integer.toString(shop.server().grpcPort()));
    Path source = folder.resolve("Example.java");
    Files.writeString(source, EXAMPLE.formatted(example));

    assertThat(java(source.toString())).containsExactly("int64_val: 2");
  }

  private static List<String> probe(String features, String users)
      throws IOException, InterruptedException {
    String source = Path.of("src", "test", "feast-client", "FeastProbe.java").toString();
    return java(source, Integer.toString(shop.server().grpcPort()), features, users);
  }

  /** Runs a program from source, with Feast's client on its class path. */
  private static List<String> java(String... sourceAndArguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("feast-client", "target", "lib").toAbsolutePath() + "/*"));
    command.addAll(List.of(sourceAndArguments));
    Process client =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(client.exitValue()).as(said).isZero();
    return said.lines().toList();
  }
}
