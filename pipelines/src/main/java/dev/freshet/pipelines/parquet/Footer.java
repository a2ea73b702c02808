package dev.freshet.pipelines.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** The end of a Parquet file: the metadata, their length in four bytes, and {@code PAR1}. */
final class Footer {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;

  private Footer() {}

  static ParquetMetadata read(SeekableByteChannel channel) throws IOException {
    long size = channel.size();
    if (size < MAGIC.length + TAIL_BYTES) {
      throw new IOException("no Parquet file: it has " + size + " bytes only");
    }
    ByteBuffer tail = ByteBuffer.wrap(bytes(channel, size - TAIL_BYTES, TAIL_BYTES));
    int length = tail.order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] magic = new byte[MAGIC.length];
    tail.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException("no Parquet file that can be read: it does not end with PAR1");
    }
    if (length < 0 || length > size - TAIL_BYTES - MAGIC.length) {
      throw new IOException("a damaged Parquet file: a footer of " + length + " bytes");
    }
    byte[] metadata = bytes(channel, size - TAIL_BYTES - length, length);
    return new ParquetMetadataConverter()
        .readParquetMetadata(
            new ByteArrayInputStream(metadata), ParquetMetadataConverter.NO_FILTER);
  }

  /** That part of the file. */
  static byte[] bytes(SeekableByteChannel channel, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer target = ByteBuffer.wrap(bytes);
    channel.position(from);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new IOException(
            "a damaged Parquet file: it ends within a part of " + length + " bytes");
      }
    }
    return bytes;
  }
}
