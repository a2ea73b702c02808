package dev.freshet.infra.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildrenIT {

  @TempDir private Path temp;

  @Test
  void runsProgramsAndLeavesNothing() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("children"));
    Path log = temp.resolve("log");
    Child child;
    try (Children children = new Children(folder)) {
      child =
          children.start(
              new Program(
                  "sleeper",
                  List.of("sh", "-c", "echo here; exec sleep 1000"),
                  folder,
                  Optional.of(log)));
      awaitContent(log);
      assertThat(child.isAlive()).isTrue();
    }
    assertThat(child.ended().get(5, TimeUnit.SECONDS)).isEqualTo(128 + 15);
    assertThat(log).content().isEqualTo("here\n");
    assertThat(folder).doesNotExist();
  }

  @Test
  void stopsAProgramByForceWhenItDoesNotListen() throws Exception {
    Path log = temp.resolve("log");
    try (Children children = new Children(Files.createDirectory(temp.resolve("children")))) {
      Child child =
          children.start(
              new Program(
                  "deaf",
                  List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"),
                  temp,
                  Optional.of(log)));
      awaitContent(log);
      child.stop(Duration.ofMillis(300));
      assertThat(child.ended().get(5, TimeUnit.SECONDS)).isEqualTo(128 + 9);
    }
  }

  @Test
  void tellsAnOrderlyEndFromAnother() {
    assertThat(Child.isOrderly(0)).isTrue();
    assertThat(Child.isOrderly(143)).isTrue();
    assertThat(Child.isOrderly(137)).isFalse();
    assertThat(Child.isOrderly(1)).isFalse();
    assertThat(Child.describe(137)).isEqualTo("signal 9");
  }

  @Test
  void noProcessAndNoFolderOutlivesAParentThatIsKilled() throws Exception {
    Marked family = new Marked();
    Path folder = Files.createDirectory(temp.resolve("children"));
    Process parent = startParent(family, folder);
    assertThat(family.running()).hasSizeGreaterThanOrEqualTo(4);

    parent.destroyForcibly().waitFor();

    assertThat(family.awaitGone(Duration.ofSeconds(15))).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void aGuardianThatIsKilledIsReplaced() throws Exception {
    Marked family = new Marked();
    Path folder = Files.createDirectory(temp.resolve("children"));
    Process parent = startParent(family, folder);
    String guardian =
        family.running().stream()
            .filter(line -> line.contains("freshet-guardian"))
            .findFirst()
            .orElseThrow();
    long pid = Long.parseLong(guardian.substring(0, guardian.indexOf(' ')));

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (family.running().stream()
        .noneMatch(line -> line.contains("freshet-guardian") && !line.startsWith(pid + " "))) {
      assertThat(System.nanoTime()).as("no new guardian").isLessThan(deadline);
      Thread.sleep(50);
    }
    parent.destroyForcibly().waitFor();

    assertThat(family.awaitGone(Duration.ofSeconds(15))).isEmpty();
    assertThat(folder).doesNotExist();
  }

  private static Process startParent(Marked family, Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            ParentProgram.class.getName(),
            folder.toString());
    builder.environment().put(Marked.VARIABLE, family.mark());
    Process parent = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("started");
    return parent;
  }

  private static void awaitContent(Path file) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!Files.exists(file) || Files.size(file) == 0) {
      assertThat(System.nanoTime()).as("nothing in " + file).isLessThan(deadline);
      Thread.sleep(10);
    }
  }
}
