package dev.freshet.features.language;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Problem;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.document.Documents;
import dev.freshet.features.document.Finding;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a feature repository: all {@code *.yaml} files of a folder, together. */
public final class RepositoryReader {

  private final Path given;
  private final Path folder;
  private final Findings findings = new Findings();
  private final LostText lostText = new LostText();

  private RepositoryReader(Path given) {
    this.given = given;
    this.folder = given.toAbsolutePath().normalize();
  }

  /**
   * Reads the files directly in the folder, in the order of their names; those whose name starts
   * with a dot are left out.
   *
   * @throws InvalidRepositoryException with every problem of every file
   */
  public static Repository read(Path folder) throws InvalidRepositoryException {
    return new RepositoryReader(folder).read();
  }

  private Repository read() throws InvalidRepositoryException {
    List<Item> documents = new ArrayList<>();
    List<Path> files = files();
    files.forEach(file -> documents.addAll(documents(file)));
    RepositoryDraft draft = new RepositoryDraft(folder, lostText, findings);
    documents.forEach(draft::collect);
    if (!files.isEmpty()) {
      draft.check(files.get(0).getFileName().toString());
    }
    if (!findings.isEmpty()) {
      throw new InvalidRepositoryException(
          findings.inOrder().stream().map(RepositoryReader::problem).toList());
    }
    return draft.repository();
  }

  private static Problem problem(Finding finding) {
    Place place = finding.place();
    return new Problem(place.file(), place.line(), place.path(), finding.message());
  }

  private List<Path> files() {
    Place place = new Place(given.toString(), 0, "");
    if (!Files.isDirectory(folder)) {
      findings.report(
          place,
          Files.exists(folder)
              ? "is a file; a repository is a folder of *.yaml files: name the folder"
              : "does not exist; name a folder of *.yaml files");
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> all = entries.filter(Files::isRegularFile).sorted().toList();
      List<Path> files = all.stream().filter(file -> isNamed(file, ".yaml")).toList();
      if (files.isEmpty()) {
        boolean otherwise = all.stream().anyMatch(file -> isNamed(file, ".yml"));
        findings.report(
            place,
            "has no *.yaml files, and these make a repository; "
                + (otherwise ? "rename its *.yml files" : "name a folder that has some"));
      }
      return files;
    } catch (IOException e) {
      findings.report(place, "cannot be listed (" + e + "); make it readable");
      return List.of();
    }
  }

  private static boolean isNamed(Path file, String suffix) {
    String name = file.getFileName().toString();
    return name.endsWith(suffix) && !name.startsWith(".");
  }

  private List<Item> documents(Path file) {
    String name = file.getFileName().toString();
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      findings.report(new Place(name, 0, ""), "cannot be read (" + e + "); make it readable");
      return List.of();
    }
    return Documents.read(name, bytes, findings)
        .orElseGet(
            () -> {
              lostText.add(new String(bytes, StandardCharsets.UTF_8));
              return List.of();
            });
  }
}
