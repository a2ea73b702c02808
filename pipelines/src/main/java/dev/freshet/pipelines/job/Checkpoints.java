package dev.freshet.pipelines.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints and savepoints in a job's state folder. */
final class Checkpoints {

  private static final int DEPTH = 4;
  private static final String METADATA = "_metadata";

  private Checkpoints() {}

  static Path checkpoints(Path stateFolder) {
    return stateFolder.resolve("checkpoints");
  }

  static Path savepoints(Path stateFolder) {
    return stateFolder.resolve("savepoints");
  }

  /** The newest one that is complete, which is to say that has its metadata. */
  static Optional<Path> newest(Path stateFolder) throws IOException {
    if (!Files.isDirectory(stateFolder)) {
      return Optional.empty();
    }
    try (Stream<Path> files =
        Files.find(stateFolder, DEPTH, (file, kind) -> kind.isRegularFile())) {
      return files
          .filter(file -> file.getFileName().toString().equals(METADATA))
          .max(Comparator.comparing(Checkpoints::written))
          .map(Path::getParent);
    }
  }

  /**
   * Looks whether there is a savepoint or checkpoint where one was named; what is not on this
   * machine's disk is not looked at.
   *
   * @throws IllegalArgumentException if there is none
   */
  static void check(String named) {
    boolean local = named.startsWith("file:");
    if (!local && named.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      return;
    }
    Path path = local ? Path.of(URI.create(named)) : Path.of(named);
    if (!Files.isRegularFile(path.endsWith(METADATA) ? path : path.resolve(METADATA))) {
      throw new IllegalArgumentException(
          ("\"%s\" is no savepoint: there is no %s in it; name the folder that a job printed when it was"
                  + " stopped, or a checkpoint such as STATE/checkpoints/JOB/chk-7")
              .formatted(named, METADATA));
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
