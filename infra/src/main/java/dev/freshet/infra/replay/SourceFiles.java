package dev.freshet.infra.replay;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.infra.console.InputException;
import dev.freshet.pipelines.file.EventFiles;
import dev.freshet.pipelines.file.EventFilesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A source and the files its events are in, found before anything is sent. */
record SourceFiles(Source source, List<Path> files) {

  /**
   * Finds the files of all sources that have any, or of those named.
   *
   * @throws InputException with every problem
   */
  static List<SourceFiles> of(Repository repository, List<String> names) {
    List<String> problems = new ArrayList<>();
    List<Source> wanted = new ArrayList<>();
    for (String name : names) {
      repository
          .source(name)
          .filter(source -> source.pairs().isEmpty())
          .ifPresentOrElse(wanted::add, () -> problems.add(unknown(repository, name)));
    }
    if (names.isEmpty()) {
      repository.recordedSources().stream()
          .filter(source -> source.files().isPresent())
          .forEach(wanted::add);
      if (wanted.isEmpty()) {
        problems.add(
            "no source of "
                + repository.project()
                + " has files; give one a line such as files: events/*.jsonl");
      }
    }
    List<SourceFiles> found = new ArrayList<>();
    for (Source source : wanted) {
      try {
        found.add(new SourceFiles(source, EventFiles.find(source, System::getenv)));
      } catch (EventFilesException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return found;
  }

  long sizeBytes() {
    long size = 0;
    for (Path file : files) {
      try {
        size += Files.size(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return size;
  }

  private static String unknown(Repository repository, String name) {
    return "--source "
        + name
        + ": there is no such source; there are "
        + String.join(", ", repository.recordedSources().stream().map(Source::name).toList());
  }
}
