package dev.freshet.pipelines.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * The rows of a Parquet file, one after the other. One row group is in memory at a time. Not
 * thread-safe.
 *
 * <p>Parquet's own reader of files cannot be loaded without Hadoop's classes; this one reads footer
 * and pages itself and leaves schema, levels and values to Parquet.
 */
public final class ParquetTable implements Closeable {

  private final Path file;
  private final SeekableByteChannel channel;
  private final MessageType schema;
  private final Map<String, String> metadata;
  private final MessageColumnIO columns;
  private final long rowCount;
  private final int rowGroupCount;
  private final Iterator<BlockMetaData> rowGroups;
  private RecordReader<Group> rows;
  private long left;
  private Group row;

  private ParquetTable(Path file, SeekableByteChannel channel, ParquetMetadata footer) {
    this.file = file;
    this.channel = channel;
    schema = footer.getFileMetaData().getSchema();
    metadata = Map.copyOf(footer.getFileMetaData().getKeyValueMetaData());
    columns = new ColumnIOFactory(footer.getFileMetaData().getCreatedBy()).getColumnIO(schema);
    rowCount = footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    rowGroupCount = footer.getBlocks().size();
    rowGroups = footer.getBlocks().iterator();
  }

  /** Opens a file and reads its footer. */
  public static ParquetTable open(Path file) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      return new ParquetTable(file, channel, Footer.read(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  public MessageType schema() {
    return schema;
  }

  /** What the file says of itself. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** How many rows there are in all. */
  public long rowCount() {
    return rowCount;
  }

  /** In how many groups they are. */
  public int rowGroupCount() {
    return rowGroupCount;
  }

  /** Goes to the next row; false at the end. */
  public boolean next() throws IOException {
    while (left == 0) {
      if (!rowGroups.hasNext()) {
        return false;
      }
      BlockMetaData group = rowGroups.next();
      left = group.getRowCount();
      rows =
          columns.getRecordReader(
              RowGroupPages.read(channel, schema, group), new GroupRecordConverter(schema));
    }
    try {
      row = rows.read();
    } catch (RuntimeException e) {
      // Parquet throws many kinds where bytes are not what they should be.
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    left--;
    return true;
  }

  /** The row, until the next one. */
  public Group row() {
    return row;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
