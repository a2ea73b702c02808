package dev.freshet.infra.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The processes that descend from one, however far and whoever their parent is by now: they have
 * inherited a mark in their environment. Linux only, as is {@code /proc}.
 */
public final class Marked {

  /** The variable that carries the mark. */
  public static final String VARIABLE = "FRESHET_TEST_MARK";

  private final String mark = UUID.randomUUID().toString();

  /** What to set {@link #VARIABLE} to. */
  public String mark() {
    return mark;
  }

  /** The command lines of those that run. */
  public List<String> running() {
    List<String> running = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (text(process.resolve("environ")).contains(VARIABLE + "=" + mark)) {
          running.add(process.getFileName() + " " + text(process.resolve("cmdline")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return running;
  }

  /** Waits until none runs any more, and returns those that still do when the patience is over. */
  public List<String> awaitGone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<String> running = running();
    while (!running.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50);
      running = running();
    }
    return running;
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // It has just ended.
    }
  }
}
