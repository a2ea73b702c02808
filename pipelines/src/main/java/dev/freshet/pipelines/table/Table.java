package dev.freshet.pipelines.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a file, one after the other, each made of cells. A null is a cell that is not there.
 * Not thread-safe.
 */
public interface Table extends Closeable {

  /** Goes to the next row; false at the end. */
  boolean next() throws IOException;

  /**
   * The names of the columns, in order. JSON Lines has those of its rows so far, in the order in
   * which they first came.
   */
  List<String> columns();

  /**
   * The row as the file has it, where it is a record by itself: a line of JSON, or a line that is
   * no row of the table. Empty where a record is yet to be put together from cells.
   */
  Optional<byte[]> line();

  /** Whether the row has a value in a column. */
  boolean has(int column);

  /**
   * Writes a value that is there as JSON.
   *
   * @param text how text is read, in a format that has nothing else
   */
  void write(int column, CellText text, JsonBytes out);

  /** A value that is there as the text of a cell: what it says, lists and maps as JSON. */
  byte[] text(int column);

  /** Whether a cell without a value is written as text of no length, which formats tell apart. */
  default boolean isEmptyText(int column) {
    return false;
  }

  /** Whether a value that is there is text by itself, rather than by the format having no other. */
  boolean isText(int column);

  /** What a line must be to be a row, for the message about one that is none. */
  String rule();

  /** How many bytes of the file have been read, of {@code Files.size}. */
  long position();
}
