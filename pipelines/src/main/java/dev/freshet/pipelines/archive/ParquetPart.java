package dev.freshet.pipelines.archive;

import dev.freshet.pipelines.parquet.ParquetOutput;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A file in the making. Rows wait as bytes and are written some at a time, for a file that is open
 * in Parquet takes half a megabyte of memory whatever it holds, and there may be one for each of
 * many days.
 */
final class ParquetPart<T> implements BulkWriter<T> {

  private static final int INITIAL_BYTES = 4 << 10;

  private final FSDataOutputStream target;
  private final WaitingParts parts;
  private final TypeSerializer<T> serializer;
  private final Layouts<T> layouts;
  private DataOutputSerializer waiting = new DataOutputSerializer(INITIAL_BYTES);
  private Layout<T> layout;
  private ParquetOutput out;

  /**
   * @param parts those of the same writer, this one among them while rows wait
   * @param serializer writes rows as they wait
   */
  ParquetPart(
      FSDataOutputStream target,
      WaitingParts parts,
      TypeSerializer<T> serializer,
      Layouts<T> layouts) {
    this.target = target;
    this.parts = parts;
    this.serializer = serializer;
    this.layouts = layouts;
  }

  /** Tells how a row, and with it all rows of its file, are laid out. */
  @FunctionalInterface
  interface Layouts<T> {

    Layout<T> of(T row);
  }

  @Override
  public void addElement(T row) throws IOException {
    int before = waiting.length();
    serializer.serialize(row, waiting);
    parts.grew(this, waiting.length() - before);
  }

  @Override
  public void flush() {
    // Waiting rows have no place in the file yet.
  }

  @Override
  public void finish() throws IOException {
    write();
    try {
      out.finish(Map.of());
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  int waitingBytes() {
    return waiting.length();
  }

  /** Writes the rows that wait, as one group. */
  void write() throws IOException {
    DataInputDeserializer rows =
        new DataInputDeserializer(waiting.getSharedBuffer(), 0, waiting.length());
    parts.wrote(this);
    waiting = new DataOutputSerializer(INITIAL_BYTES);
    try {
      while (rows.available() > 0) {
        write(serializer.deserialize(rows));
      }
      if (out != null) {
        out.endGroup();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(T row) throws IOException {
    if (out == null) {
      layout = layouts.of(row);
      out = new ParquetOutput(new FlinkOutput(target), layout.schema());
    }
    out.write(consumer -> layout.write(consumer, row));
  }

  /**
   * What is told of a job that ends is its first cause, which alone says nothing of the archive.
   */
  private static IOException failed(IOException cause) {
    IOException told =
        new IOException(
            "the archive cannot be written: %s; nothing is lost, the job goes on from its last checkpoint once it can"
                .formatted(cause.getMessage()));
    told.addSuppressed(cause);
    return told;
  }
}
