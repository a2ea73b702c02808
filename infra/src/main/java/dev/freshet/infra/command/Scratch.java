package dev.freshet.infra.command;

import dev.freshet.infra.console.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for files in between, which is gone afterwards, also if a signal ends this process. */
final class Scratch implements AutoCloseable {

  /** What is being written into it may come back once or twice. */
  private static final int ATTEMPTS = 50;

  private static final int PAUSE_MILLIS = 100;

  private final Path folder;
  private final Thread removal = new Thread(this::remove, "remove-scratch");

  private Scratch(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(removal);
  }

  static Scratch create() {
    try {
      return new Scratch(Files.createTempDirectory("freshet-").toRealPath());
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot make a folder in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
          e);
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(removal);
      remove();
    } catch (IllegalStateException ending) {
      // Then the hook removes it.
    }
  }

  private void remove() {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(folder); attempt++) {
      try {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
          all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException e) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
