package dev.freshet.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a whole: real Kafka, Redis, Flink and serving, each a process of its own. */
class DemoIT {

  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration END = Duration.ofMinutes(4);
  private static final Duration LEAVE = Duration.ofSeconds(60);
  private static final int PARTS = 4;

  private static final int RETRIES = 50;

  private final ObjectMapper mapper = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void endsByItselfWithCountsThatAddUpAndLeavesNothing() throws Exception {
    int seconds = 15;
    try (DemoProcess demo =
        DemoProcess.start(folder, "--json", "--seconds", String.valueOf(seconds), "--seed", "7")) {
      List<String> commands = demo.await("curl commands", START, () -> curls(demo.err()));
      for (String command : commands) {
        JsonNode answer = ask(command);
        assertThat(answer.toString()).as(command).contains("PRESENT");
      }
      assertThat(demo.exitCode(END)).as(demo.said()).isZero();

      assertThat(demo.out()).hasSize(1);
      JsonNode line = mapper.readTree(demo.out().get(0));
      List<String> names = new ArrayList<>();
      line.fieldNames().forEachRemaining(names::add);
      assertThat(names)
          .containsExactly(
              "sent",
              "folded",
              "repeated",
              "too_late",
              "unkeyed",
              "dead_lettered",
              "freshness_ms",
              "first_value_seconds");
      long sent = line.get("sent").asLong();
      assertThat(sent)
          .isEqualTo(
              line.get("folded").asLong()
                  + line.get("repeated").asLong()
                  + line.get("too_late").asLong()
                  + line.get("unkeyed").asLong()
                  + line.get("dead_lettered").asLong());
      // 500 records and 5 probes a second, or less where others need the machine.
      assertThat(sent).isBetween(seconds * 300L, seconds * 530L);
      assertThat(line.get("repeated").asDouble() / sent).isBetween(0.003, 0.02);
      assertThat(line.get("unkeyed").asDouble() / sent).isBetween(0.002, 0.01);
      assertThat(line.get("dead_lettered").asDouble() / sent).isBetween(0.002, 0.01);
      assertThat(line.get("too_late").asLong()).isZero();
      assertThat(line.at("/freshness_ms/p50").asDouble()).isPositive();
      assertThat(line.at("/freshness_ms/p99").asDouble())
          .isGreaterThanOrEqualTo(line.at("/freshness_ms/p50").asDouble());
      assertThat(line.get("first_value_seconds").asDouble()).isBetween(0.5, 240.0);
      assertThat(demo.familySize()).isGreaterThan(PARTS);
      assertThat(demo.leftovers(LEAVE)).isEmpty();
    }
  }

  @Test
  void showsWhatChangesUntilItIsStopped() throws Exception {
    try (DemoProcess demo = DemoProcess.start(folder, "--rate", "200")) {
      demo.await(
          "changing features", START, () -> line(demo.out(), "^ *\\d+ s .*/s.* u\\d+ .* → .*"));
      demo.await(
          "freshness", START, () -> line(demo.out(), ".*fresh in \\d+ ms \\(p50\\), \\d+ ms.*"));
      assertThat(curls(demo.out())).isPresent();

      // Not Process.destroy, which closes the streams that the end is read from.
      demo.process().toHandle().destroy();

      assertThat(demo.exitCode(END)).as(demo.said()).isZero();
      assertThat(line(demo.out(), "^sent +[\\d,]+  in [\\d.]+ s$")).isPresent();
      assertThat(demo.leftovers(LEAVE)).isEmpty();
    }
  }

  @Test
  void leavesNothingWhenItIsKilled() throws Exception {
    try (DemoProcess demo = DemoProcess.start(folder, "--rate", "50")) {
      demo.await("first value", START, () -> line(demo.out(), "first feature value .*"));
      assertThat(demo.familySize()).isGreaterThan(PARTS);

      demo.process().destroyForcibly();

      assertThat(demo.leftovers(LEAVE)).isEmpty();
    }
  }

  private static Optional<String> line(List<String> lines, String pattern) {
    return lines.stream().filter(Pattern.compile(pattern).asMatchPredicate()).findFirst();
  }

  private static Optional<List<String>> curls(List<String> lines) {
    List<String> commands = lines.stream().filter(line -> line.startsWith("curl ")).toList();
    return commands.size() == 3 ? Optional.of(commands) : Optional.empty();
  }

  /** Pastes the command into a shell. */
  private JsonNode ask(String command) throws IOException, InterruptedException {
    JsonNode answer = paste(command);
    // A deadline may pass where others need the machine; then one asks again.
    for (int i = 0; i < RETRIES && answer.path("status").asInt() == 504; i++) {
      answer = paste(command);
    }
    assertThat(answer.has("as_of") || answer.has("results")).as(command + "\n" + answer).isTrue();
    return answer;
  }

  private JsonNode paste(String command) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", command).redirectError(Redirect.INHERIT).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(command).isZero();
    return mapper.readTree(said);
  }
}
