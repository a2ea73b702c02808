package dev.freshet.serving.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingFileTest {

  @TempDir private Path folder;

  private final List<Exception> failures = new ArrayList<>();

  @Test
  void keepsLinesOverRestarts() throws Exception {
    Path file = folder.resolve("new/served.jsonl");
    write(file, RollingFile.DEFAULT_BYTES, "one", "two");
    write(file, RollingFile.DEFAULT_BYTES, "three");

    assertThat(file).hasContent("one\ntwo\nthree\n");
    assertThat(failures).isEmpty();
  }

  @Test
  void givesALargeFileAnotherNameAndLosesNothing() throws Exception {
    Path file = folder.resolve("served.jsonl");
    List<String> lines = IntStream.range(0, 100).mapToObj(i -> "line " + i).toList();
    try (RollingFile log = RollingFile.open(file, 100)) {
      for (String line : lines) {
        log.write(line.getBytes(StandardCharsets.UTF_8), failures::add);
        log.flush();
      }
    }

    List<Path> files = files();
    assertThat(files)
        .hasSizeGreaterThan(5)
        .allSatisfy(f -> assertThat(Files.size(f)).isLessThan(101));
    assertThat(files)
        .allSatisfy(
            each ->
                assertThat(each.getFileName().toString())
                    .matches("served(-\\d{8}T\\d{6}\\.\\d{3}Z)?\\.jsonl"));
    List<String> kept = new ArrayList<>();
    for (Path each : files) {
      kept.addAll(Files.readAllLines(each));
    }
    assertThat(kept).containsExactlyInAnyOrderElementsOf(lines);
  }

  @Test
  void aHalfLineOfAKilledServerStaysOnItsOwn() throws Exception {
    Path file = folder.resolve("served.jsonl");
    Files.writeString(file, "whole\nhal");
    write(file, RollingFile.DEFAULT_BYTES, "next");

    assertThat(file).hasContent("whole\nhal\nnext\n");
  }

  @Test
  void aLineLargerThanAllOthersIsKept() throws Exception {
    Path file = folder.resolve("served.jsonl");
    String large = "x".repeat(1 << 18);
    write(file, RollingFile.DEFAULT_BYTES, "small", large, "small");

    assertThat(file).hasContent("small\n" + large + "\nsmall\n");
  }

  @Test
  void aFileThatAnotherWritesIsRefused() throws Exception {
    Path file = folder.resolve("served.jsonl");
    try (RollingFile first = RollingFile.open(file, 100)) {
      assertThatThrownBy(() -> RollingFile.open(file, 100))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is being written by another");
      assertThat(first).isNotNull();
    }
  }

  private void write(Path file, long maxBytes, String... lines) throws IOException {
    try (RollingFile log = RollingFile.open(file, maxBytes)) {
      for (String line : lines) {
        log.write(line.getBytes(StandardCharsets.UTF_8), failures::add);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
