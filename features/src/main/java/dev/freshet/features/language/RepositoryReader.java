package dev.freshet.features.language;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import java.nio.file.Path;

/** Reads a feature repository: all {@code *.yaml} files of a folder, together. */
public final class RepositoryReader {

  private RepositoryReader() {}

  /**
   * Reads and checks a folder.
   *
   * @throws InvalidRepositoryException with every problem of every file
   */
  public static Repository read(Path folder) throws InvalidRepositoryException {
    throw new UnsupportedOperationException();
  }
}
