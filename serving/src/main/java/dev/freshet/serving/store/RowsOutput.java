package dev.freshet.serving.store;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;

/** The reply to {@code MGET}: the values in the order of the keys. */
final class RowsOutput extends CommandOutput<byte[], byte[], byte[][]> {

  private int next;

  RowsOutput(int keys) {
    super(ByteArrayCodec.INSTANCE, new byte[keys][]);
  }

  @Override
  public void set(ByteBuffer bytes) {
    output[next++] = bytes == null ? null : codec.decodeValue(bytes);
  }
}
