package dev.freshet.pipelines.file;

import dev.freshet.features.definition.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One record a row, as a JSON object with the cells at the paths of what the source declares. The
 * first row names the columns. A row that has not as many cells as the first, or whose quotes do
 * not end, is passed on as it is: it is no JSON object and will be refused as such.
 */
final class CsvRecords implements RecordCursor {

  /** How long a row may grow by line ends inside quotes. */
  private static final int MAX_ROW_BYTES = 1 << 20;

  private final LineReader lines;
  private final CountingStream counting;
  private final Columns columns;
  private final int width;
  private byte[] record = {};

  CsvRecords(LineReader lines, CountingStream counting, Source source) throws IOException {
    this.lines = lines;
    this.counting = counting;
    CsvRow header =
        lines.next()
            ? CsvRow.parse(JsonlRecords.withoutCarriageReturn(lines.line()))
                .orElseThrow(() -> new IOException("the first line ends inside quotes"))
            : new CsvRow(List.of());
    width = header.cells().size();
    columns = Columns.of(source, header.texts());
  }

  @Override
  public boolean next() throws IOException {
    while (lines.next()) {
      byte[] line = JsonlRecords.withoutCarriageReturn(lines.line());
      if (line.length > 0) {
        record = record(line);
        return true;
      }
    }
    return false;
  }

  private byte[] record(byte[] first) throws IOException {
    byte[] line = first;
    Optional<CsvRow> row = CsvRow.parse(line);
    if (row.isEmpty()) {
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      rest.writeBytes(lines.line());
      while (row.isEmpty() && rest.size() <= MAX_ROW_BYTES && lines.next()) {
        rest.write('\n');
        rest.writeBytes(lines.line());
        line = JsonlRecords.withoutCarriageReturn(rest.toByteArray());
        row = CsvRow.parse(line);
      }
    }
    return row.isPresent() && row.get().cells().size() == width
        ? columns.json(row.get().cells())
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
