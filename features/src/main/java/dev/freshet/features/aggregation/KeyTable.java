package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.KeyOrder;
import dev.freshet.features.type.Scalar;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many events each key has, and perhaps a partial for each: parallel arrays in key order.
 *
 * <p>A reading shows {@code maxKeys} of them at most. More are held, up to twice as many and
 * {@value #SLACK}, so that a key that is behind for a while is not forgotten; once there are more
 * than that, the smaller half of the surplus goes. Smallest means fewest events, then the greater
 * key.
 */
final class KeyTable {

  private static final int SLACK = 16;

  /** Up to how many keys are merged one by one rather than all together. */
  private static final int FEW = 4;

  private final int maxKeys;

  /** Of the partials; {@code null} where events are only counted. */
  private final Aggregation inner;

  private Object[] keys;
  private long[] counts;
  private Partial[] partials;
  private int size;
  private int payloadBytes;

  KeyTable(int maxKeys, Aggregation inner) {
    this(maxKeys, inner, 1);
  }

  private KeyTable(int maxKeys, Aggregation inner, int capacity) {
    this.maxKeys = maxKeys;
    this.inner = inner;
    this.keys = new Object[capacity];
    this.counts = new long[capacity];
    this.partials = inner == null ? null : new Partial[capacity];
  }

  Object key(int index) {
    return keys[index];
  }

  long count(int index) {
    return counts[index];
  }

  Partial partial(int index) {
    return partials[index];
  }

  /**
   * Takes in one event of a key.
   *
   * @return by how many keys the surplus over {@code maxKeys} grew
   */
  int add(Object key, Object value, long timestamp, byte[] tie) {
    int before = size;
    int index = place(key);
    counts[index]++;
    if (inner != null) {
      payloadBytes -= partials[index].heapBytes();
      partials[index].add(value, null, timestamp, tie);
      payloadBytes += partials[index].heapBytes();
    }
    return settle(before);
  }

  /** As {@link #add}, with all events of another table, which stays as it is. */
  int merge(KeyTable other) {
    int before = size;
    if (other.size <= FEW) {
      for (int i = 0; i < other.size; i++) {
        gain(place(other.keys[i]), other, i);
      }
    } else {
      mergeFromTheEnd(other, missing(other));
    }
    return settle(before);
  }

  private void mergeFromTheEnd(KeyTable other, int missing) {
    int mine = size - 1;
    size += missing;
    reserve();
    int theirs = other.size - 1;
    for (int to = size - 1; theirs >= 0; to--) {
      int order = mine < 0 ? -1 : KeyOrder.KEYS.compare(keys[mine], other.keys[theirs]);
      if (order < 0) {
        start(to, other.keys[theirs]);
      } else {
        move(mine--, to);
      }
      if (order <= 0) {
        gain(to, other, theirs--);
      }
    }
  }

  /** How many of the other's keys are not here. */
  private int missing(KeyTable other) {
    int missing = 0;
    int mine = 0;
    for (int theirs = 0; theirs < other.size; theirs++) {
      int order = -1;
      while (mine < size && (order = KeyOrder.KEYS.compare(keys[mine], other.keys[theirs])) < 0) {
        mine++;
      }
      if (mine == size || order > 0) {
        missing++;
      }
    }
    return missing;
  }

  /** The index of a key, which is given one of no event if it has none. */
  private int place(Object key) {
    int found = Arrays.binarySearch(keys, 0, size, key, KeyOrder.KEYS);
    if (found >= 0) {
      return found;
    }
    int at = -found - 1;
    size++;
    reserve();
    for (int i = size - 1; i > at; i--) {
      move(i - 1, i);
    }
    start(at, key);
    return at;
  }

  private void start(int index, Object key) {
    keys[index] = key;
    counts[index] = 0;
    payloadBytes += HeapBytes.of(key);
    if (inner != null) {
      partials[index] = inner.zero();
      payloadBytes += partials[index].heapBytes();
    }
  }

  private void gain(int index, KeyTable other, int theirs) {
    counts[index] += other.counts[theirs];
    if (inner != null) {
      payloadBytes -= partials[index].heapBytes();
      partials[index].merge(other.partials[theirs]);
      payloadBytes += partials[index].heapBytes();
    }
  }

  private void move(int from, int to) {
    keys[to] = keys[from];
    counts[to] = counts[from];
    if (inner != null) {
      partials[to] = partials[from];
    }
  }

  private void reserve() {
    if (keys.length < size) {
      int capacity = Math.max(size, keys.length * 2);
      keys = Arrays.copyOf(keys, capacity);
      counts = Arrays.copyOf(counts, capacity);
      partials = inner == null ? null : Arrays.copyOf(partials, capacity);
    }
  }

  /** Counts the keys beyond {@code maxKeys} that came, and lets some go if they are too many. */
  private int settle(int before) {
    int grown = Math.max(0, size - maxKeys) - Math.max(0, before - maxKeys);
    if (size > 2L * maxKeys + SLACK) {
      keep(largest(maxKeys + (maxKeys + SLACK) / 2));
    }
    return grown;
  }

  private void keep(int[] indices) {
    for (int i = 0; i < indices.length; i++) {
      move(indices[i], i);
    }
    Arrays.fill(keys, indices.length, size, null);
    if (inner != null) {
      Arrays.fill(partials, indices.length, size, null);
    }
    size = indices.length;
    payloadBytes = 0;
    for (int i = 0; i < size; i++) {
      payloadBytes += HeapBytes.of(keys[i]) + (inner == null ? 0 : partials[i].heapBytes());
    }
  }

  /** The indices of the keys that are shown, in key order. */
  int[] shown() {
    return largest(maxKeys);
  }

  /** The indices of at most so many of the keys with most events, in key order. */
  int[] largest(int limit) {
    if (size <= limit) {
      return IntStream.range(0, size).toArray();
    }
    long[] sorted = Arrays.copyOf(counts, size);
    Arrays.sort(sorted);
    long least = sorted[size - limit];
    int ofLeast = 0;
    for (int i = size - limit; i < size && sorted[i] == least; i++) {
      ofLeast++;
    }
    int[] indices = new int[limit];
    int found = 0;
    for (int i = 0; i < size; i++) {
      if (counts[i] > least || (counts[i] == least && ofLeast-- > 0)) {
        indices[found++] = i;
      }
    }
    return indices;
  }

  /** Their number, and whether they are integers, in one; then key, count and partial of each. */
  void write(ByteWriter out) {
    boolean integers = size > 0 && keys[0] instanceof Long;
    out.writeUnsigned((long) size << 1 | (integers ? 1 : 0));
    for (int i = 0; i < size; i++) {
      if (!integers) {
        out.writeString((String) keys[i]);
      } else if (i == 0) {
        out.writeSigned((long) keys[i]);
      } else {
        out.writeUnsigned((long) keys[i] - (long) keys[i - 1]);
      }
      out.writeUnsigned(counts[i]);
      if (inner != null) {
        partials[i].write(out);
      }
    }
  }

  static KeyTable read(ByteReader in, Scalar type, int maxKeys, Aggregation inner) {
    long head = in.readUnsigned();
    boolean integers = (head & 1) == 1;
    if (head > 0 && integers != (type == Scalar.INT64)) {
      throw in.malformed("keys that are not of type " + type);
    }
    if (head >>> 1 > in.remaining()) {
      throw in.malformed((head >>> 1) + " keys with " + in.remaining() + " bytes left");
    }
    int size = (int) (head >>> 1);
    KeyTable table = new KeyTable(maxKeys, inner, Math.max(1, size));
    for (int i = 0; i < size; i++) {
      Object key = integers ? table.readInteger(in, i) : in.readString();
      if (i > 0 && KeyOrder.KEYS.compare(table.keys[i - 1], key) >= 0) {
        throw in.malformed("keys out of order");
      }
      table.keys[i] = key;
      table.counts[i] = in.readUnsigned();
      if (table.counts[i] <= 0) {
        throw in.malformed("a key of no event");
      }
      table.payloadBytes += HeapBytes.of(key);
      if (inner != null) {
        table.partials[i] = inner.read(in);
        if (inner.empty() == null && table.partials[i].reading() == Reading.Constant.NOTHING) {
          throw in.malformed("a key without a value");
        }
        table.payloadBytes += table.partials[i].heapBytes();
      }
    }
    table.size = size;
    return table;
  }

  private Long readInteger(ByteReader in, int index) {
    return index == 0 ? in.readSigned() : (long) keys[index - 1] + in.readUnsigned();
  }

  int heapBytes() {
    int perKey = HeapBytes.REFERENCE + Long.BYTES + (inner == null ? 0 : HeapBytes.REFERENCE);
    return 88 + HeapBytes.array(keys.length, perKey) + payloadBytes;
  }
}
