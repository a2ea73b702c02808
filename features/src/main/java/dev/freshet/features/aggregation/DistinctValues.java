package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.Arrays;
import java.util.List;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * A set of values by their 64-bit hashes: the hashes themselves while few, beyond that a sketch.
 */
final class DistinctValues implements Partial {

  private static final long SEED = 0;
  private static final int SKETCHED = CountDistinct.EXACT + 1;

  /** The first {@code size} are the hashes, ascending; {@code null} once there is a sketch. */
  private long[] hashes = new long[1];

  private int size;
  private DistinctSketch sketch;

  @Override
  public int add(Object value, Object keys, long timestamp, byte[] tie) {
    if (value instanceof List<?> elements) {
      elements.forEach(element -> take(hash(element)));
    } else {
      take(hash(value));
    }
    return 0;
  }

  /** The first half of a MurmurHash3 of the value as a tagged scalar, with one zero only. */
  static long hash(Object value) {
    Object canonical = value instanceof Double number ? (Object) (number + 0.0) : value;
    ByteWriter out = new ByteWriter(32).writeScalar(canonical);
    return MurmurHash3.hash(out.toByteArray(), SEED)[0];
  }

  @Override
  public int merge(Partial other) {
    DistinctValues that = (DistinctValues) other;
    if (that.sketch != null) {
      sketch();
      sketch.merge(that.sketch);
    } else if (sketch != null || that.size == 1) {
      for (int i = 0; i < that.size; i++) {
        take(that.hashes[i]);
      }
    } else {
      union(that);
    }
    return 0;
  }

  private void take(long hash) {
    if (sketch != null) {
      sketch.add(hash);
      return;
    }
    int found = Arrays.binarySearch(hashes, 0, size, hash);
    if (found >= 0) {
      return;
    }
    if (size == CountDistinct.EXACT) {
      sketch();
      sketch.add(hash);
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(size * 2, CountDistinct.EXACT));
    }
    int at = -found - 1;
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    hashes[at] = hash;
    size++;
  }

  private void union(DistinctValues that) {
    long[] merged = new long[Math.max(1, size + that.size)];
    int count = 0;
    int theirs = 0;
    for (int mine = 0; mine < size; mine++) {
      while (theirs < that.size && that.hashes[theirs] < hashes[mine]) {
        merged[count++] = that.hashes[theirs++];
      }
      if (theirs < that.size && that.hashes[theirs] == hashes[mine]) {
        theirs++;
      }
      merged[count++] = hashes[mine];
    }
    System.arraycopy(that.hashes, theirs, merged, count, that.size - theirs);
    hashes = merged;
    size = count + that.size - theirs;
    if (size > CountDistinct.EXACT) {
      sketch();
    }
  }

  private void sketch() {
    if (sketch == null) {
      sketch = new DistinctSketch();
      for (int i = 0; i < size; i++) {
        sketch.add(hashes[i]);
      }
      hashes = null;
      size = 0;
    }
  }

  @Override
  public Reading reading() {
    return new Reading.Constant(
        sketch == null ? size : Math.max(SKETCHED, Math.round(sketch.estimate())));
  }

  /** Their number and the hashes; or a number one beyond the bound and the sketch as a block. */
  @Override
  public void write(ByteWriter out) {
    if (sketch != null) {
      out.writeUnsigned(SKETCHED).writeBlock(sketch.toByteArray());
      return;
    }
    out.writeUnsigned(size);
    for (int i = 0; i < size; i++) {
      out.writeFixed(hashes[i], Long.BYTES);
    }
  }

  static DistinctValues read(ByteReader in) {
    DistinctValues values = new DistinctValues();
    long size = in.readUnsigned();
    if (size == SKETCHED) {
      values.hashes = null;
      values.sketch = DistinctSketch.read(in);
      return values;
    }
    if (size < 0 || size > SKETCHED) {
      throw in.malformed(size + " hashes where at most " + CountDistinct.EXACT + " belong");
    }
    values.hashes = new long[Math.max(1, (int) size)];
    for (int i = 0; i < size; i++) {
      values.hashes[i] = in.readFixed(Long.BYTES);
      if (i > 0 && values.hashes[i] <= values.hashes[i - 1]) {
        throw in.malformed("hashes out of order");
      }
    }
    values.size = (int) size;
    return values;
  }

  @Override
  public int heapBytes() {
    return 32 + (sketch == null ? HeapBytes.array(hashes.length, Long.BYTES) : sketch.heapBytes());
  }
}
