package dev.freshet.pipelines.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file in the making, packed with zstd. One row group is in memory at a time. Not
 * thread-safe.
 *
 * <p>Parquet's own writer of rows cannot be extended without Hadoop's classes; this one puts the
 * parts of it together that can be used without.
 */
public final class ParquetOutput implements Closeable {

  private static final long ROW_GROUP_BYTES = 32L << 20;
  private static final int ROWS_BETWEEN_LOOKS = 64;
  private static final int ROW_GROUP_ROWS = 1 << 20;

  private final MessageType schema;
  private final MessageColumnIO columns;
  private final ParquetProperties properties = ParquetProperties.builder().build();
  private final ParquetFileWriter file;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore store;
  private RecordConsumer consumer;
  private long rows;

  /** Starts a file, in place of one that is there. */
  public ParquetOutput(OutputFile target, MessageType schema) throws IOException {
    this.schema = schema;
    this.columns = new ColumnIOFactory().getColumnIO(schema);
    this.file =
        new ParquetFileWriter(
            target,
            schema,
            ParquetFileWriter.Mode.OVERWRITE,
            ROW_GROUP_BYTES,
            0,
            properties.getColumnIndexTruncateLength(),
            properties.getStatisticsTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    file.start();
  }

  /**
   * Writes a row.
   *
   * @param row writes the row's fields, in the schema's order; the message around them is started
   *     and ended for it
   */
  public void write(Consumer<RecordConsumer> row) throws IOException {
    if (consumer == null) {
      startGroup();
    }
    consumer.startMessage();
    row.accept(consumer);
    consumer.endMessage();
    rows++;
    if (rows >= ROW_GROUP_ROWS
        || (rows % ROWS_BETWEEN_LOOKS == 0 && store.getBufferedSize() >= ROW_GROUP_BYTES)) {
      endGroup();
    }
  }

  /** Ends the row group, if there are rows in it: they are in the file, and no more in memory. */
  public void endGroup() throws IOException {
    if (consumer == null) {
      return;
    }
    consumer.flush();
    store.flush();
    file.startBlock(rows);
    pages.flushToFileWriter(file);
    file.endBlock();
    store.close();
    pages.close();
    consumer = null;
  }

  /** Ends the file with its footer. */
  public void finish(Map<String, String> metadata) throws IOException {
    endGroup();
    file.end(metadata);
  }

  private void startGroup() {
    pages =
        new ColumnChunkPageWriteStore(
            new Zstandard(),
            schema,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength());
    store = properties.newColumnWriteStore(schema, pages);
    consumer = columns.getRecordWriter(store);
    rows = 0;
  }

  /** Lets the file go; without {@link #finish} it is none. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
