package dev.freshet.pipelines.archive;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A stream of Flink's that Parquet writes to once, and does not close. */
record FlinkOutput(FSDataOutputStream target) implements OutputFile {

  @Override
  public PositionOutputStream create(long blockSizeBytes) {
    return new PositionOutputStream() {

      @Override
      public long getPos() throws IOException {
        return target.getPos();
      }

      @Override
      public void write(int b) throws IOException {
        target.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        target.write(bytes, from, length);
      }

      @Override
      public void flush() throws IOException {
        target.flush();
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeBytes) {
    return create(blockSizeBytes);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
