package dev.freshet.pipelines.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row of comma-separated values (RFC 4180): cells as bytes, quotes taken away. A quote inside a
 * cell that does not start with one stands for itself.
 *
 * @param cells of the row; an empty one is a cell without a value, {@link #EMPTY_TEXT} if it stands
 *     in quotes
 */
record CsvRow(List<byte[]> cells) {

  static final byte[] EMPTY_TEXT = {};

  /**
   * Reads a row.
   *
   * @param line all of the row, without its line end
   * @return empty if the line ends inside quotes, so that the next line belongs to the row
   */
  static Optional<CsvRow> parse(byte[] line) {
    List<byte[]> cells = new ArrayList<>();
    ByteArrayOutputStream cell = new ByteArrayOutputStream();
    int i = 0;
    while (true) {
      boolean isQuoted = i < line.length && line[i] == '"';
      if (isQuoted) {
        i = quoted(line, i + 1, cell);
        if (i < 0) {
          return Optional.empty();
        }
      }
      while (i < line.length && line[i] != ',') {
        cell.write(line[i++]);
      }
      cells.add(isQuoted && cell.size() == 0 ? EMPTY_TEXT : cell.toByteArray());
      cell.reset();
      if (i == line.length) {
        return Optional.of(new CsvRow(cells));
      }
      i++;
    }
  }

  /** Reads from behind the opening quote to behind the closing one; -1 if there is none. */
  private static int quoted(byte[] line, int from, ByteArrayOutputStream cell) {
    int i = from;
    while (i < line.length) {
      if (line[i] != '"') {
        cell.write(line[i++]);
      } else if (i + 1 < line.length && line[i + 1] == '"') {
        cell.write('"');
        i += 2;
      } else {
        return i + 1;
      }
    }
    return -1;
  }

  /** The cells as text. */
  List<String> texts() {
    return cells.stream().map(cell -> new String(cell, StandardCharsets.UTF_8)).toList();
  }
}
