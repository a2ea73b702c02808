package dev.freshet.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.freshet.infra.process.Marked;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command line running in a process of its own, with all that descends from it. */
final class Launched implements AutoCloseable {

  private final Marked family = new Marked();
  private final Path err;
  private final Process process;

  /**
   * Starts a command.
   *
   * @param temp where its temporary folders and its stderr go
   */
  Launched(Path temp, String... arguments) throws IOException {
    err = temp.resolve("stderr");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.add("-Djava.io.tmpdir=" + temp);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.freshet.infra.Freshet");
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put(Marked.VARIABLE, family.mark());
    process = builder.start();
  }

  Process process() {
    return process;
  }

  /** The next line of the result. */
  String line() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertThat(line).as(() -> "no result; stderr: " + err()).isNotNull();
    return line;
  }

  /**
   * The text and numbers of a line of JSON, by name; those of inner objects as {@code name.name}.
   */
  static Map<String, String> members(String line) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          String outer = parser.getParsingContext().getParent().getCurrentName();
          members.put((outer == null ? "" : outer + ".") + parser.currentName(), parser.getText());
        }
      }
    }
    return members;
  }

  String err() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits until stderr has a line with that text. */
  void awaitErr(String text, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!err().contains(text)) {
      assertThat(System.nanoTime())
          .as(() -> "no \"" + text + "\" in: " + err())
          .isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  /** Sends a signal to one of the processes. */
  static void signal(String name, String pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  /** What still runs when the patience is over. */
  List<String> awaitGone(Duration patience) throws InterruptedException {
    return family.awaitGone(patience);
  }

  List<String> running() {
    return family.running();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
