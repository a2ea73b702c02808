package dev.freshet.pipelines.file;

import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.table.LineReader;
import dev.freshet.pipelines.table.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The records of several files of one source, file after file. */
public final class EventRecords implements RecordCursor {

  private final Source source;
  private final Iterator<Path> files;
  private Optional<RecordCursor> current = Optional.empty();
  private String file = "";
  private long number;
  private long passedBytes;
  private long currentBytes;

  /**
   * Nothing is opened yet.
   *
   * @param files as {@link EventFiles#find} found them
   */
  public EventRecords(Source source, List<Path> files) {
    this.source = source;
    this.files = files.iterator();
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      if (current.isPresent()) {
        if (advance(current.get())) {
          return true;
        }
        close();
        passedBytes += currentBytes;
        currentBytes = 0;
      }
      if (!files.hasNext()) {
        return false;
      }
      open(files.next());
    }
  }

  @Override
  public byte[] record() {
    return current.orElseThrow().record();
  }

  /** The bytes read of all files. */
  @Override
  public long position() {
    return passedBytes + current.map(RecordCursor::position).orElse(0L);
  }

  /** Where the record is: the file, and its number in it, counted from 1. */
  public String place() {
    return file + ", record " + number;
  }

  @Override
  public void close() throws IOException {
    if (current.isPresent()) {
      current.get().close();
      current = Optional.empty();
    }
  }

  private boolean advance(RecordCursor cursor) throws IOException {
    try {
      number++;
      return cursor.next();
    } catch (IOException e) {
      throw new IOException(
          file + ": cannot be read behind record " + (number - 1) + ": " + e.getMessage(), e);
    }
  }

  private RecordCursor cursor(Path next) throws EventFilesException, IOException {
    TableFormat format = EventFiles.format(source, next);
    return format == TableFormat.JSONL
        ? new JsonlRecords(LineReader.open(next))
        : new TableRecords(format.open(next), source);
  }

  private void open(Path next) throws IOException {
    file = next.toString();
    number = 0;
    currentBytes = Files.size(next);
    try {
      current = Optional.of(cursor(next));
    } catch (EventFilesException e) {
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
