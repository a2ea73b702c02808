package dev.freshet.pipelines.archive;

import dev.freshet.pipelines.parquet.ParquetTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The arrivals of one entity in an archive, file after file; in no order. Not thread-safe. */
public final class Arrivals implements Closeable {

  private final String entity;
  private final Iterator<Path> files;
  private Optional<ParquetTable> table = Optional.empty();

  private Arrivals(String entity, List<Path> files) {
    this.entity = entity;
    this.files = files.iterator();
  }

  /**
   * Looks for the files of an entity, of which there may be none.
   *
   * @param archive the archive's folder
   */
  public static Arrivals of(Path archive, String entity) throws IOException {
    Path folder = archive.resolve(Archive.ARRIVALS).resolve(entity);
    if (!Files.isDirectory(folder)) {
      return new Arrivals(entity, List.of());
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return new Arrivals(
          entity,
          found
              .filter(file -> file.getFileName().toString().endsWith(Archive.ARRIVALS_SUFFIX))
              .sorted()
              .toList());
    }
  }

  /** The next one; empty behind the last. */
  public Optional<Arrival> next() throws IOException {
    while (table.isEmpty() || !table.get().next()) {
      close();
      if (!files.hasNext()) {
        return Optional.empty();
      }
      table = Optional.of(ParquetTable.open(files.next()));
    }
    return Optional.of(ArrivalLayout.read(entity, table.get().row()));
  }

  @Override
  public void close() throws IOException {
    if (table.isPresent()) {
      table.get().close();
      table = Optional.empty();
    }
  }
}
