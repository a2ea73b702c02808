package dev.freshet.pipelines.file;

import java.io.IOException;
import java.util.Arrays;

/** One record a line, as it is but for the line's end. Empty lines are none. */
final class JsonlRecords implements RecordCursor {

  private final LineReader lines;
  private final CountingStream counting;
  private byte[] record = {};

  JsonlRecords(LineReader lines, CountingStream counting) {
    this.lines = lines;
    this.counting = counting;
  }

  @Override
  public boolean next() throws IOException {
    while (lines.next()) {
      record = withoutCarriageReturn(lines.line());
      if (record.length > 0) {
        return true;
      }
    }
    return false;
  }

  static byte[] withoutCarriageReturn(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\r'
        ? Arrays.copyOf(line, line.length - 1)
        : line;
  }

  @Override
  public byte[] record() {
    return record;
  }

  @Override
  public long position() {
    return counting.count();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
