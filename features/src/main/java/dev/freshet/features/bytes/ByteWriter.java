package dev.freshet.features.bytes;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A growing array of bytes and the few encodings that every format of ours is made of: LEB128
 * variable-length integers (signed ones zigzag first), big-endian fixed ones, IEEE 754 doubles, and
 * UTF-8 strings with their length. Not thread-safe.
 */
public final class ByteWriter {

  private byte[] bytes;
  private int size;

  public ByteWriter() {
    this(256);
  }

  public ByteWriter(int capacityBytes) {
    bytes = new byte[Math.max(16, capacityBytes)];
  }

  public int size() {
    return size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what was written, so that the writer serves again. */
  public void clear() {
    size = 0;
  }

  public ByteWriter writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  public ByteWriter writeBytes(byte[] source) {
    return writeBytes(source, 0, source.length);
  }

  public ByteWriter writeBytes(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
    return this;
  }

  /** Appends what another writer holds. */
  public ByteWriter writeAll(ByteWriter other) {
    return writeBytes(other.bytes, 0, other.size);
  }

  /** Appends the first bytes that another writer holds. */
  public ByteWriter writePrefix(ByteWriter other, int length) {
    return writeBytes(other.bytes, 0, length);
  }

  /** A length and that many bytes. */
  public ByteWriter writeBlock(byte[] block) {
    return writeUnsigned(block.length).writeBytes(block);
  }

  /**
   * Begins a block of a length that is not known yet.
   *
   * @return what {@link #endBlock} is to be told
   */
  public int beginBlock() {
    reserve(1);
    return size++;
  }

  /** Ends the block that began there: what was written since is in it. */
  public ByteWriter endBlock(int begin) {
    int length = size - begin - 1;
    int more = (31 - Integer.numberOfLeadingZeros(length)) / 7;
    reserve(more);
    System.arraycopy(bytes, begin + 1, bytes, begin + 1 + more, length);
    size = begin;
    writeUnsigned(length);
    size += length;
    return this;
  }

  /** Writes all of it to another place. */
  public void writeTo(DataOutput out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** One to ten bytes; small values are short. Negative values are allowed and long. */
  public ByteWriter writeUnsigned(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** One to ten bytes; values near zero are short. */
  public ByteWriter writeSigned(long value) {
    return writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** The low {@code width} bytes of the value, the highest first. */
  public ByteWriter writeFixed(long value, int width) {
    reserve(width);
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  public ByteWriter writeDouble(double value) {
    return writeFixed(Double.doubleToLongBits(value), 8);
  }

  public ByteWriter writeString(String value) {
    return writeBlock(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A scalar with a tag byte that tells its type; {@code null} has a tag of its own. */
  public ByteWriter writeScalar(Object value) {
    if (value == null) {
      return writeByte(ScalarTag.ABSENT);
    } else if (value instanceof String text) {
      return writeByte(ScalarTag.STRING).writeString(text);
    } else if (value instanceof Long number) {
      return writeByte(ScalarTag.INT64).writeSigned(number);
    } else if (value instanceof Double number) {
      return writeByte(ScalarTag.DOUBLE).writeDouble(number);
    } else if (value instanceof Boolean flag) {
      return writeByte(flag ? ScalarTag.TRUE : ScalarTag.FALSE);
    } else if (value instanceof Instant instant) {
      return writeByte(ScalarTag.TIMESTAMP).writeSigned(instant.toEpochMilli());
    }
    throw new IllegalArgumentException("not a scalar: " + value.getClass());
  }

  /** A scalar, a list of values, or a map from strings to values. */
  public ByteWriter writeValue(Object value) {
    if (value instanceof List<?> list) {
      writeByte(ScalarTag.LIST).writeUnsigned(list.size());
      list.forEach(this::writeValue);
      return this;
    }
    if (value instanceof Map<?, ?> map) {
      writeByte(ScalarTag.MAP).writeUnsigned(map.size());
      map.forEach((key, item) -> writeString((String) key).writeValue(item));
      return this;
    }
    return writeScalar(value);
  }

  private void reserve(int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
  }
}
