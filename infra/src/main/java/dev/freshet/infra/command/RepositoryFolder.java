package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.infra.console.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument that names a feature repository. */
final class RepositoryFolder {

  @Parameters(
      paramLabel = "REPO",
      description = "The feature repository: a folder of *.yaml files.")
  private Path folder;

  Path path() {
    return folder.toAbsolutePath().normalize();
  }

  /** Reads and checks the definitions. */
  Repository read() throws InvalidRepositoryException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder + " is not a folder; name a feature repository, a folder of *.yaml files");
    }
    return RepositoryReader.read(path());
  }
}
