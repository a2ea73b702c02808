package dev.freshet.pipelines.file;

import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.table.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the files that a source's events are at rest in. */
public final class EventFiles {

  private EventFiles() {}

  /**
   * The files of a source, in the order of their paths; never empty.
   *
   * @param variables what {@code ${VARIABLE}} stands for, such as {@code System::getenv}; {@code
   *     null} for one that is not set
   */
  public static List<Path> find(Source source, Function<String, String> variables)
      throws EventFilesException {
    Source.Files files =
        source
            .files()
            .orElseThrow(
                () ->
                    new EventFilesException(
                        "source "
                            + source.name()
                            + " has no files; give it a line such as files: events/*.jsonl"));
    return find(source, files, variables);
  }

  /**
   * The files of a pattern other than the source's own.
   *
   * @param folder where a relative pattern starts
   */
  public static List<Path> find(
      Source source, Path folder, String pattern, Function<String, String> variables)
      throws EventFilesException {
    return find(source, new Source.Files(folder, pattern), variables);
  }

  /** A path as part of a pattern: what is special in patterns stands for itself. */
  public static String literal(Path path) {
    return FilePattern.literal(path.toString());
  }

  private static List<Path> find(
      Source source, Source.Files files, Function<String, String> variables)
      throws EventFilesException {
    FilePattern pattern = FilePattern.of(source.name(), files, variables);
    List<Path> found = matching(source, pattern);
    if (found.isEmpty()) {
      throw new EventFilesException(
          "source "
              + source.name()
              + ": no file matches "
              + pattern
              + (files.pattern().contains("$") ? " (from " + files.pattern() + ")" : "")
              + "; name files that are there");
    }
    for (Path file : found) {
      format(source, file);
    }
    return found;
  }

  /** How a file of the source holds its events. */
  static TableFormat format(Source source, Path file) throws EventFilesException {
    return TableFormat.of(file)
        .orElseThrow(
            () ->
                new EventFilesException(
                    "source %s: %s is of no known format; known are %s"
                        .formatted(source.name(), file, TableFormat.READ)));
  }

  private static List<Path> matching(Source source, FilePattern pattern)
      throws EventFilesException {
    if (!Files.exists(pattern.base())) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(pattern.base(), FileVisitOption.FOLLOW_LINKS)) {
      return paths.filter(Files::isRegularFile).filter(pattern::matches).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new EventFilesException(
          "source " + source.name() + ": cannot look for " + pattern + ": " + e.getMessage(), e);
    }
  }
}
