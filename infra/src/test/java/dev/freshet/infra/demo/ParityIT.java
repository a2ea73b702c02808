package dev.freshet.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freshet.infra.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parity over a demo, whose events come late, early and twice, and whose job is killed half-way,
 * while its pages are served. {@code -Dparity.seconds=300} makes it longer than usual.
 */
class ParityIT {

  private static final int SECONDS = Integer.getInteger("parity.seconds", 20);
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration END = Duration.ofSeconds(SECONDS).plusMinutes(4);
  private static final Path SHOP = Path.of("..", "examples", "shop");

  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
  private static final Pattern BACK = Pattern.compile("^job (is back) .*");

  @TempDir private Path folder;
  @TempDir private Path kept;

  private final Terminal terminal = new Terminal();

  @Test
  void allThatWasServedIsRight() throws Exception {
    demo();

    assertThat(parity("--archive", kept.resolve("archive").toString()))
        .as(terminal.said())
        .isZero();

    JsonNode report = new ObjectMapper().readTree(terminal.out());
    assertThat(report.path("rows").asLong()).isEqualTo(served(0).orElseThrow());
    assertThat(report.path("unreadable").asInt()).isZero();
    assertThat(report.path("share").asDouble()).isEqualTo(1);
    assertThat(report.path("explained").asLong())
        .isPositive()
        .isEqualTo(report.path("different").asLong());
    assertThat(report.path("equal").asLong()).isGreaterThan(50L * SECONDS);
    assertThat(report.path("beyond_horizon").asLong()).isZero();
    assertThat(report.findValuesAsText("feature"))
        .contains("moment:usual_time", "user_item:views_30d", "session_depth:views");
    assertThat(kept.resolve("parity.html")).content().contains("100 %", "item_stats:views_1h");

    alterOneValue();
    String events = "interactions=" + kept.resolve("archive") + "/**/*.parquet";
    assertThat(parity("--events", events)).as("the archive is found by its files").isOne();
    assertThat(terminal.said()).contains("under --min 1.0: item_stats:views_1d");
    JsonNode altered = new ObjectMapper().readTree(terminal.out());
    assertThat(altered.path("different").asLong() - altered.path("explained").asLong()).isOne();
  }

  /** A number of a row becomes another one, long before the job is killed. */
  private void alterOneValue() throws IOException {
    Path log = kept.resolve("served/served.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = mapper.readTree(lines.get(i));
      List<String> features = mapper.convertValue(line.path("features"), STRINGS);
      int at = features.indexOf("item_stats:views_1d");
      if (at >= 0 && line.path("statuses").get(at).asText().equals("PRESENT")) {
        ArrayNode values = (ArrayNode) line.path("values");
        values.set(at, values.get(at).asLong() + 1_000_000);
        lines.set(i, line.toString());
        Files.write(log, lines);
        return;
      }
    }
    throw new AssertionError("no row has the feature");
  }

  private void demo() throws Exception {
    try (DemoProcess demo =
        DemoProcess.start(
            folder,
            "--seed",
            "11",
            "--archive",
            kept.resolve("archive").toString(),
            "--served-log",
            kept.resolve("served").toString())) {
      demo.await("served rows", START, () -> served(1));
      Thread.sleep(SECONDS * 500L);
      assertThat(job(demo).destroyForcibly()).isTrue();
      demo.await("job", START, () -> found(demo, BACK));
      long before = served(0).orElseThrow();
      Thread.sleep(SECONDS * 500L);
      demo.await("more served rows", START, () -> served(before + 10L * SECONDS));
      // Not Process.destroy, which closes the streams that the end is read from.
      demo.process().toHandle().destroy();
      assertThat(demo.exitCode(END)).as(demo.said()).isZero();
    }
  }

  /** How many rows were served, if they are so many. */
  private Optional<Long> served(long least) {
    try (Stream<Path> files = Files.list(kept.resolve("served"))) {
      long rows = 0;
      for (Path file : files.toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          rows += lines.count();
        }
      }
      return Optional.of(rows).filter(count -> count >= least);
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  private static Optional<String> found(DemoProcess demo, Pattern pattern) {
    return demo.err().stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .findFirst();
  }

  private static ProcessHandle job(DemoProcess demo) {
    return demo.process().descendants().filter(ParityIT::isJob).findFirst().orElseThrow();
  }

  private static boolean isJob(ProcessHandle process) {
    try {
      String command = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
      return command.contains("\0stream\0");
    } catch (IOException gone) {
      return false;
    }
  }

  private int parity(String... options) {
    String[] arguments = {
      "parity",
      SHOP.toString(),
      "--served",
      kept.resolve("served").toString(),
      "--json",
      "--html",
      kept.resolve("parity.html").toString(),
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return terminal.run(all);
  }
}
