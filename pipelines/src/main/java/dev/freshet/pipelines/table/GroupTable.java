package dev.freshet.pipelines.table;

import dev.freshet.pipelines.parquet.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of a Parquet file; structures are cells too. */
public final class GroupTable implements Table {

  private final ParquetTable table;
  private final List<String> columns;
  private final long sizeBytes;
  private long rows;

  GroupTable(Path file) throws IOException {
    table = ParquetTable.open(file);
    columns = table.schema().getFields().stream().map(Type::getName).toList();
    sizeBytes = Files.size(file);
  }

  /** The types of the columns. */
  public MessageType schema() {
    return table.schema();
  }

  /** What the file says of itself. */
  public Map<String, String> metadata() {
    return table.metadata();
  }

  /** The row, until the next one. */
  public Group row() {
    return table.row();
  }

  @Override
  public boolean next() throws IOException {
    if (!table.next()) {
      return false;
    }
    rows++;
    return true;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Optional<byte[]> line() {
    return Optional.empty();
  }

  @Override
  public boolean has(int column) {
    return table.row().getFieldRepetitionCount(column) > 0;
  }

  @Override
  public void write(int column, CellText text, JsonBytes out) {
    ParquetJson.write(out, table.row(), column);
  }

  @Override
  public byte[] text(int column) {
    JsonBytes json = new JsonBytes();
    ParquetJson.write(json, table.row(), column);
    return json.plain();
  }

  @Override
  public boolean isText(int column) {
    return false;
  }

  @Override
  public String rule() {
    return "a row is what the file's schema says";
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
