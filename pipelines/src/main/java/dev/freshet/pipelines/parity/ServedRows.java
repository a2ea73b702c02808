package dev.freshet.pipelines.parity;

import dev.freshet.pipelines.table.LineReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The rows of served logs, file after file. A line that is none is passed over and counted. */
final class ServedRows implements Closeable {

  private final Iterator<Path> files;
  private Optional<LineReader> lines = Optional.empty();
  private long unreadable;

  ServedRows(List<Path> files) {
    this.files = files.iterator();
  }

  /** The next row; empty at the end. */
  Optional<ServedRow> next() throws IOException {
    while (true) {
      if (lines.isPresent() && lines.get().next()) {
        byte[] line = lines.get().record();
        if (line.length == 0) {
          continue;
        }
        try {
          return Optional.of(ServedRow.of(line));
        } catch (IOException e) {
          unreadable++;
        }
      } else if (files.hasNext()) {
        close();
        lines = Optional.of(LineReader.open(files.next()));
      } else {
        return Optional.empty();
      }
    }
  }

  /** How many lines so far were no rows. */
  long unreadable() {
    return unreadable;
  }

  @Override
  public void close() throws IOException {
    if (lines.isPresent()) {
      lines.get().close();
    }
  }
}
