package dev.freshet.features.bytes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link ByteWriter} wrote, over a part of an array that it does not copy. Reading past
 * the end throws {@link MalformedBytesException}. Not thread-safe.
 */
public final class ByteReader {

  private final byte[] bytes;
  private final int end;
  private int position;

  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads the bytes {@code [from, to)} of the array. */
  public ByteReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  public boolean hasMore() {
    return position < end;
  }

  public int remaining() {
    return end - position;
  }

  public int readByte() {
    need(1);
    return bytes[position++] & 0xFF;
  }

  public byte[] readBytes(int length) {
    need(length);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  public void skip(int length) {
    need(length);
    position += length;
  }

  /** Reads a length and that many bytes. */
  public byte[] readBlock() {
    return readBytes(readLength());
  }

  /** A reader of the next block alone; this one goes on behind it. */
  public ByteReader block() {
    int length = readLength();
    need(length);
    position += length;
    return new ByteReader(bytes, position - length, position);
  }

  public void skipBlock() {
    skip(readLength());
  }

  public long readUnsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedBytesException("a variable-length integer of more than ten bytes", position);
  }

  public long readSigned() {
    long raw = readUnsigned();
    return (raw >>> 1) ^ -(raw & 1);
  }

  /** A size or a count: an unsigned integer that fits what is left to read. */
  public int readLength() {
    long length = readUnsigned();
    if (length < 0 || length > end - position) {
      throw new MalformedBytesException(
          "a length of " + length + " with " + remaining() + " bytes left", position);
    }
    return (int) length;
  }

  public long readFixed(int width) {
    need(width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (bytes[position++] & 0xFF);
    }
    return value;
  }

  public double readDouble() {
    return Double.longBitsToDouble(readFixed(8));
  }

  public String readString() {
    int length = readLength();
    need(length);
    position += length;
    return new String(bytes, position - length, length, StandardCharsets.UTF_8);
  }

  /** A scalar as {@link ByteWriter#writeScalar} wrote it; {@code null} where it wrote one. */
  public Object readScalar() {
    return scalar(readByte());
  }

  /** A value as {@link ByteWriter#writeValue} wrote it. */
  public Object readValue() {
    int tag = readByte();
    if (tag == ScalarTag.LIST) {
      List<Object> list = new ArrayList<>();
      for (int left = readLength(); left > 0; left--) {
        list.add(readValue());
      }
      return Collections.unmodifiableList(list);
    }
    if (tag == ScalarTag.MAP) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int left = readLength(); left > 0; left--) {
        map.put(readString(), readValue());
      }
      return Collections.unmodifiableMap(map);
    }
    return scalar(tag);
  }

  private Object scalar(int tag) {
    return switch (tag) {
      case ScalarTag.ABSENT -> null;
      case ScalarTag.STRING -> readString();
      case ScalarTag.INT64 -> readSigned();
      case ScalarTag.DOUBLE -> readDouble();
      case ScalarTag.FALSE -> false;
      case ScalarTag.TRUE -> true;
      case ScalarTag.TIMESTAMP -> Instant.ofEpochMilli(readSigned());
      default -> throw new MalformedBytesException("an unknown scalar tag " + tag, position);
    };
  }

  /** The fault to throw when what was just read cannot be. */
  public MalformedBytesException malformed(String found) {
    return new MalformedBytesException(found, position);
  }

  private void need(int length) {
    if (length < 0 || length > end - position) {
      throw new MalformedBytesException(
          length + " bytes wanted with " + remaining() + " left", position);
    }
  }
}
