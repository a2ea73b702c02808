package dev.freshet.pipelines.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Rows of comma-separated values; the first one names the columns, and an empty cell is not there.
 * A row that has not as many cells as the first, or whose quotes do not end, is a line that is no
 * row.
 */
final class CsvTable implements Table {

  /** How long a row may grow by line ends inside quotes. */
  private static final int MAX_ROW_BYTES = 1 << 20;

  private final LineReader lines;
  private final List<String> columns;
  private List<byte[]> cells = List.of();
  private Optional<byte[]> line = Optional.empty();

  CsvTable(LineReader lines) throws IOException {
    this.lines = lines;
    this.columns =
        lines.next()
            ? CsvRow.parse(lines.record())
                .orElseThrow(() -> new IOException("the first line ends inside quotes"))
                .texts()
            : List.of();
  }

  @Override
  public boolean next() throws IOException {
    while (lines.next()) {
      byte[] record = lines.record();
      if (record.length > 0) {
        read(record);
        return true;
      }
    }
    return false;
  }

  private void read(byte[] first) throws IOException {
    byte[] whole = first;
    Optional<CsvRow> row = CsvRow.parse(whole);
    if (row.isEmpty()) {
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      rest.writeBytes(lines.line());
      while (row.isEmpty() && rest.size() <= MAX_ROW_BYTES && lines.next()) {
        rest.write('\n');
        rest.writeBytes(lines.line());
        whole = LineReader.withoutCarriageReturn(rest.toByteArray());
        row = CsvRow.parse(whole);
      }
    }
    boolean fits = row.isPresent() && row.get().cells().size() == columns.size();
    cells = fits ? row.get().cells() : List.of();
    line = fits ? Optional.empty() : Optional.of(whole);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Optional<byte[]> line() {
    return line;
  }

  @Override
  public boolean has(int column) {
    return column < cells.size() && cells.get(column).length > 0;
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean isEmptyText(int column) {
    return column < cells.size() && cells.get(column) == CsvRow.EMPTY_TEXT;
  }

  @Override
  public void write(int column, CellText text, JsonBytes out) {
    text.write(out, cells.get(column));
  }

  @Override
  public byte[] text(int column) {
    return cells.get(column);
  }

  @Override
  public boolean isText(int column) {
    return false;
  }

  @Override
  public String rule() {
    return "a row has as many cells as the first line, " + columns.size() + ", and its quotes end";
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
