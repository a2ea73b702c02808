package dev.freshet.infra.command;

import dev.freshet.features.definition.Repository;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.InputException;
import dev.freshet.pipelines.archive.Archive;
import java.io.IOException;
import java.nio.file.Path;

/** The folder that {@code --archive} names. */
final class ArchiveFolder {

  static final String DESCRIPTION =
      "Write every event that is accepted, and what became of it, to Parquet files below DIR too.";

  private ArchiveFolder() {}

  /**
   * Sees to it that a job can write there.
   *
   * @throws InputException if the repository's events cannot be archived
   * @throws EnvironmentException if there is no writing to the folder
   */
  static void prepare(Path folder, Repository repository) {
    try {
      Archive.check(repository);
      Archive.prepare(folder);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new EnvironmentException(e.getMessage(), e);
    }
  }
}
