package dev.freshet.pipelines.file;

import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.table.JsonBytes;
import dev.freshet.pipelines.table.Table;
import java.io.IOException;
import java.util.Optional;

/**
 * One record a row, as a JSON object with the cells at the paths of what the source declares. A
 * line that is no row is passed on as it is: it is no JSON object and will be refused as such.
 */
public final class TableRecords implements RecordCursor {

  private final Table table;
  private final Columns columns;

  /** The records of a table, which is closed with them. Its columns must be known. */
  public TableRecords(Table table, Source source) {
    this.table = table;
    this.columns = Columns.of(source, table.columns());
  }

  @Override
  public boolean next() throws IOException {
    return table.next();
  }

  @Override
  public byte[] record() {
    Optional<byte[]> line = table.line();
    if (line.isPresent()) {
      return line.get();
    }
    JsonBytes out = new JsonBytes();
    columns.write(out, table::has, (column, text) -> table.write(column, text, out));
    return out.toByteArray();
  }

  @Override
  public long position() {
    return table.position();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
