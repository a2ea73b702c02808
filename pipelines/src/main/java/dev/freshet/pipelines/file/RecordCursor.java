package dev.freshet.pipelines.file;

import java.io.Closeable;
import java.io.IOException;

/**
 * The records of a file, one after the other in the order of the file. What is no event of the
 * format (a CSV row with too many cells) comes as the bytes that are there, so that it is refused
 * where all records are read. Not thread-safe.
 */
public interface RecordCursor extends Closeable {

  /** Goes to the next record; false at the end. */
  boolean next() throws IOException;

  /** The record as its topic would carry it: JSON in UTF-8 if it is well-formed. Nobody else's. */
  byte[] record();

  /** How many bytes of the file have been read, of {@code Files.size}. */
  long position();
}
