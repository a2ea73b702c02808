package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;
import java.util.Arrays;
import java.util.List;

/**
 * A growing array of occurrences in order, the one that is wanted most at the end: the latest, or,
 * for a list of the first ones, the earliest.
 */
final class Occurrences {

  private final boolean latest;
  private Occurrence[] held;
  private int size;
  private int payloadBytes;

  Occurrences(boolean latest, int capacity) {
    this.latest = latest;
    this.held = new Occurrence[capacity];
  }

  int size() {
    return size;
  }

  Occurrence get(int index) {
    return held[index];
  }

  /** Positive if the left one is wanted more. */
  int compare(Occurrence left, Occurrence right) {
    return latest ? left.compareTo(right) : right.compareTo(left);
  }

  /** Puts it behind all that are wanted no more than it. */
  void insert(Occurrence next) {
    int from = 0;
    int to = size;
    if (size > 0 && compare(next, held[size - 1]) >= 0) {
      from = size;
    }
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (compare(next, held[middle]) >= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    if (size == held.length) {
      held = Arrays.copyOf(held, Math.max(2, size * 2));
    }
    System.arraycopy(held, from, held, from + 1, size - from);
    held[from] = next;
    size++;
    payloadBytes += next.heapBytes();
  }

  /** Puts it at the end, where it belongs. */
  void append(Occurrence next) {
    if (size == held.length) {
      held = Arrays.copyOf(held, Math.max(2, size * 2));
    }
    held[size++] = next;
    payloadBytes += next.heapBytes();
  }

  void remove(int index) {
    payloadBytes -= held[index].heapBytes();
    System.arraycopy(held, index + 1, held, index, size - index - 1);
    held[--size] = null;
  }

  /** Lets go of the least wanted ones so that so many stay. */
  void keep(int count) {
    int gone = size - count;
    for (int i = 0; i < gone; i++) {
      payloadBytes -= held[i].heapBytes();
    }
    System.arraycopy(held, gone, held, 0, count);
    Arrays.fill(held, count, size, null);
    size = count;
  }

  /** Turns the order round: for what was appended from the most wanted on. */
  void reverse() {
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      Occurrence swapped = held[i];
      held[i] = held[j];
      held[j] = swapped;
    }
  }

  /** The values of at most so many, the most wanted first. */
  List<Object> values(int count) {
    Object[] values = new Object[Math.min(count, size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = held[size - 1 - i].value();
    }
    return List.of(values);
  }

  /** Appends at most so many of the most wanted ones: their number, then each from the last on. */
  void write(ByteWriter out, int count) {
    int written = Math.min(count, size);
    out.writeUnsigned(written);
    long before = 0;
    for (int i = size - 1; i >= size - written; i--) {
      long timestamp = held[i].timestamp();
      if (i == size - 1) {
        out.writeSigned(timestamp);
      } else {
        out.writeUnsigned(latest ? before - timestamp : timestamp - before);
      }
      held[i].write(out);
      before = timestamp;
    }
  }

  static Occurrences read(ByteReader in, Scalar type, boolean latest) {
    int count = in.readLength();
    Occurrences occurrences = new Occurrences(latest, count);
    long timestamp = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        timestamp = in.readSigned();
      } else {
        timestamp += latest ? -in.readUnsigned() : in.readUnsigned();
      }
      Occurrence next = Occurrence.read(in, type, timestamp);
      if (i > 0 && occurrences.compare(next, occurrences.held[i - 1]) > 0) {
        throw in.malformed("occurrences out of order");
      }
      occurrences.append(next);
    }
    occurrences.reverse();
    return occurrences;
  }

  int heapBytes() {
    return 32 + HeapBytes.array(held.length, HeapBytes.REFERENCE) + payloadBytes;
  }
}
