package dev.freshet.pipelines.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints and savepoints in a job's state folder. */
final class Checkpoints {

  private static final int DEPTH = 4;

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
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .max(Comparator.comparing(Checkpoints::written))
          .map(Path::getParent);
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
