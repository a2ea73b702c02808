package dev.freshet.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.process.FreePort;
import dev.freshet.infra.process.Marked;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person at a shell: enters commands in one folder, one after the other or beside each other. */
final class Shell implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofMinutes(4);
  private static final Pattern READY = Pattern.compile("(Ctrl-C stops everything)");
  private static final Pattern BROKER = Pattern.compile("(?m)^kafka (\\S+)$");

  private final Marked family = new Marked();
  private final Path folder;
  private final Path logs;
  private int commands;

  /**
   * A shell.
   *
   * @param folder where commands are entered
   * @param logs where their output goes, and their temporary files
   */
  Shell(Path folder, Path logs) {
    this.folder = folder;
    this.logs = logs;
  }

  /**
   * What serving answers; a deadline may pass where others need the machine, and one asks again.
   */
  JsonNode answer(String curl) throws IOException, InterruptedException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode answer = mapper.readTree(run(curl, PATIENCE));
    for (int i = 0; i < 20 && answer.path("status").asInt() == 504; i++) {
      answer = mapper.readTree(run(curl, PATIENCE));
    }
    return answer;
  }

  /** The rows of what serving answers. */
  JsonNode rows(String curl, int count) throws IOException, InterruptedException {
    JsonNode answer = answer(curl);
    assertThat(answer.path("rows")).as(answer.toString()).hasSize(count);
    return answer.get("rows");
  }

  /** A command that was entered. */
  final class Entered {

    private final String command;
    private final Path out;
    private final Path err;
    private final Process process;

    private Entered(String command) throws IOException {
      this.command = command;
      commands++;
      out = logs.resolve(commands + ".out");
      err = logs.resolve(commands + ".err");
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-c", command)
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put(Marked.VARIABLE, family.mark());
      builder.environment().put("TMPDIR", logs.toString());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("PATH", noMaven() + File.pathSeparator + System.getenv("PATH"));
      process = builder.start();
    }

    /** What it printed, once it has ended well. */
    String output(Duration patience) throws IOException, InterruptedException {
      assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
          .as(() -> "no end of " + this)
          .isTrue();
      assertThat(process.exitValue()).as(this::toString).isZero();
      return Files.readString(out);
    }

    /** Waits until it has printed such a thing, and returns the first group of it. */
    String await(Pattern wanted, Duration patience) throws IOException, InterruptedException {
      long deadline = System.nanoTime() + patience.toNanos();
      while (true) {
        Matcher found = wanted.matcher(Files.readString(out) + "\n" + Files.readString(err));
        if (found.find()) {
          return found.group(1);
        }
        assertThat(process.isAlive() && System.nanoTime() < deadline)
            .as(() -> "no " + wanted + " from " + this)
            .isTrue();
        Thread.sleep(50);
      }
    }

    /** Presses Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    }

    @Override
    public String toString() {
      try {
        return command + "\n" + Files.readString(out) + "\n" + Files.readString(err);
      } catch (IOException e) {
        return command + "\n" + e;
      }
    }
  }

  /** A system that runs until Ctrl-C is pressed. */
  record Up(Entered entered, String port, String broker) {}

  /**
   * Enters a page's command that starts a system at port 8080, with a free port instead, and waits
   * until it is ready.
   */
  Up up(String command) throws IOException, InterruptedException {
    String port = String.valueOf(FreePort.find());
    Entered entered = enter("exec " + Page.with(command, "8080", port));
    entered.await(READY, START);
    return new Up(entered, port, entered.await(BROKER, PATIENCE));
  }

  /** Presses Ctrl-C; nothing of the system is left then. */
  void stop(Up up) throws IOException, InterruptedException {
    up.entered().interrupt();
    up.entered().output(PATIENCE);
    assertThat(awaitGone(Duration.ofSeconds(20))).isEmpty();
  }

  /** Enters a command. */
  Entered enter(String command) throws IOException {
    return new Entered(command);
  }

  /** Enters a command, waits until it has ended well, and returns what it printed. */
  String run(String command, Duration patience) throws IOException, InterruptedException {
    return enter(command).output(patience);
  }

  /** What still runs when the patience is over. */
  List<String> awaitGone(Duration patience) throws InterruptedException {
    return family.awaitGone(patience);
  }

  @Override
  public void close() {
    for (String left : family.running()) {
      ProcessHandle.of(Long.parseLong(left.substring(0, left.indexOf(' '))))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /**
   * A folder with a Maven that only complains: the tests run on what is built, and a build in the
   * midst of them would take it away.
   */
  private Path noMaven() throws IOException {
    Path maven = Files.createDirectories(logs.resolve("bin")).resolve("mvn");
    if (Files.notExists(maven)) {
      String says = "sources changed since they were built; run the tests by mvn verify";
      Files.writeString(maven, "#!/bin/sh\necho '" + says + "' >&2\nexit 1\n");
      assertThat(maven.toFile().setExecutable(true)).isTrue();
    }
    return maven.getParent();
  }
}
