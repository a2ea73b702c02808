package dev.freshet.pipelines.file;

import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.parquet.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.Type;

/**
 * One record a row, as a JSON object with the columns at the paths of what the source declares;
 * structures become objects, so that a path leads into them.
 */
final class ParquetRecords implements RecordCursor {

  private final ParquetTable table;
  private final long sizeBytes;
  private final Columns columns;
  private long rows;
  private byte[] record = {};

  ParquetRecords(Path file, Source source) throws IOException {
    table = ParquetTable.open(file);
    sizeBytes = Files.size(file);
    columns = Columns.of(source, table.schema().getFields().stream().map(Type::getName).toList());
  }

  @Override
  public boolean next() throws IOException {
    if (!table.next()) {
      return false;
    }
    rows++;
    Group row = table.row();
    JsonBytes out = new JsonBytes();
    columns.write(
        out,
        column -> row.getFieldRepetitionCount(column) > 0,
        (column, text) -> ParquetJson.write(out, row, column));
    record = out.toByteArray();
    return true;
  }

  @Override
  public byte[] record() {
    return record;
  }

  @Override
  public long position() {
    return table.rowCount() == 0
        ? sizeBytes
        : (long) ((double) rows / table.rowCount() * sizeBytes);
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
