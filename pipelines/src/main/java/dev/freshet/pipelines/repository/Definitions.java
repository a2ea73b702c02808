package dev.freshet.pipelines.repository;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A feature repository as it travels to where operators run: the text of its files. It is read
 * again there, once per process.
 */
public final class Definitions implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Map<Map<String, String>, Repository> READ = new ConcurrentHashMap<>();

  private final TreeMap<String, String> files;

  private Definitions(Map<String, String> files) {
    this.files = new TreeMap<>(files);
  }

  /**
   * The definitions of a folder.
   *
   * @throws InvalidRepositoryException with every problem, if it is no valid repository
   */
  public static Definitions of(Path folder) throws InvalidRepositoryException, IOException {
    RepositoryReader.read(folder);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.filter(entry -> entry.toString().endsWith(".yaml")).toList()) {
        if (Files.isRegularFile(file)) {
          files.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return new Definitions(files);
  }

  /** The repository they make. */
  public Repository repository() {
    return READ.computeIfAbsent(files, Definitions::read);
  }

  private static Repository read(Map<String, String> files) {
    try {
      Path folder = Files.createTempDirectory("freshet-definitions");
      try {
        for (Map.Entry<String, String> file : files.entrySet()) {
          Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return RepositoryReader.read(folder);
      } finally {
        for (String file : List.copyOf(files.keySet())) {
          Files.deleteIfExists(folder.resolve(file));
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the definitions could not be read again", e);
    } catch (InvalidRepositoryException e) {
      throw new IllegalStateException("definitions that were valid are not: " + e.getMessage(), e);
    }
  }
}
