package dev.freshet.pipelines.archive;

import dev.freshet.pipelines.parquet.ParquetOutput;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** A file in the making; its first row tells how all are laid out. */
final class ParquetPart<T> implements BulkWriter<T> {

  private static final long ROW_GROUP_BYTES = 8L << 20;

  private final FSDataOutputStream target;
  private final Function<T, Layout<T>> layouts;
  private Layout<T> layout;
  private ParquetOutput out;

  ParquetPart(FSDataOutputStream target, Function<T, Layout<T>> layouts) {
    this.target = target;
    this.layouts = layouts;
  }

  @Override
  public void addElement(T row) throws IOException {
    if (out == null) {
      layout = layouts.apply(row);
      out = new ParquetOutput(new FlinkOutput(target), layout.schema(), ROW_GROUP_BYTES);
    }
    out.write(consumer -> layout.write(consumer, row));
  }

  @Override
  public void flush() {
    // What is not a whole row group yet has no place in the file.
  }

  @Override
  public void finish() throws IOException {
    out.finish(Map.of());
    out.close();
  }
}
