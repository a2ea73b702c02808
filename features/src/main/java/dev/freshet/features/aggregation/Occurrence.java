package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;
import java.util.Arrays;

/**
 * A value and when it was: ordered by {@code (timestamp, tie)}, and by the value where one event
 * was told of twice with different ones. The tie is not copied: nobody changes it.
 */
final class Occurrence implements Comparable<Occurrence> {

  private final long timestamp;
  private final byte[] tie;
  private final Object value;

  Occurrence(long timestamp, byte[] tie, Object value) {
    this.timestamp = timestamp;
    this.tie = tie;
    this.value = value;
  }

  long timestamp() {
    return timestamp;
  }

  Object value() {
    return value;
  }

  @Override
  public int compareTo(Occurrence other) {
    if (timestamp != other.timestamp) {
      return Long.compare(timestamp, other.timestamp);
    }
    int byTie = Arrays.compareUnsigned(tie, other.tie);
    return byTie != 0 ? byTie : compareValues(value, other.value);
  }

  @SuppressWarnings("unchecked") // Every scalar is comparable with those of its type.
  private static int compareValues(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Occurrence that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(timestamp) * 31 + value.hashCode();
  }

  /** Appends tie and value; the timestamp is the caller's to write. */
  void write(ByteWriter out) {
    out.writeBlock(tie).writeScalar(value);
  }

  static Occurrence read(ByteReader in, Scalar type, long timestamp) {
    byte[] tie = in.readBlock();
    Object value = readValue(in, type);
    if (value == null) {
      throw in.malformed("an occurrence without a value");
    }
    return new Occurrence(timestamp, tie, value);
  }

  /** A scalar of that type, or {@code null}. */
  static Object readValue(ByteReader in, Scalar type) {
    Object value = in.readScalar();
    if (value != null && !type.admits(value)) {
      throw in.malformed("the value " + value + " where one of type " + type + " belongs");
    }
    return value;
  }

  int heapBytes() {
    return 32 + HeapBytes.array(tie.length, 1) + HeapBytes.of(value);
  }
}
