package dev.freshet.pipelines.repository;

import dev.freshet.features.definition.InvalidRepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Definitions that a test has as text. */
public final class Written {

  private Written() {}

  /** What a folder with this one file defines. */
  public static Definitions as(String yaml) throws IOException, InvalidRepositoryException {
    Path folder = Files.createTempDirectory("definitions");
    Path file = folder.resolve("features.yaml");
    try {
      Files.writeString(file, yaml);
      return Definitions.of(folder);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
