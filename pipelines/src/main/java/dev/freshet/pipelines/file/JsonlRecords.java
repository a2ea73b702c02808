package dev.freshet.pipelines.file;

import dev.freshet.pipelines.table.LineReader;
import java.io.IOException;

/** One record a line, as it is but for the line's end. Empty lines are none. */
final class JsonlRecords implements RecordCursor {

  private final LineReader lines;
  private byte[] record = {};

  JsonlRecords(LineReader lines) {
    this.lines = lines;
  }

  @Override
  public boolean next() throws IOException {
    while (lines.next()) {
      record = lines.record();
      if (record.length > 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public byte[] record() {
    return record;
  }

  @Override
  public long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
