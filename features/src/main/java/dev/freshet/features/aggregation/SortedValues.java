package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.Arrays;

/** A multiset of numbers to read a quantile from: all of them while few, beyond that a sketch. */
final class SortedValues implements Partial {

  private static final int SKETCHED = Quantile.EXACT + 1;

  private final double q;

  /** The first {@code size} are the values, ascending; {@code null} once there is a sketch. */
  private double[] values = new double[1];

  private int size;
  private QuantileSketch sketch;

  SortedValues(double q) {
    this.q = q;
  }

  @Override
  public int add(Object value, Object keys, long timestamp, byte[] tie) {
    take(Finite.of(value));
    return 0;
  }

  @Override
  public int merge(Partial other) {
    SortedValues that = (SortedValues) other;
    if (that.sketch != null) {
      sketch();
      sketch.merge(that.sketch);
    } else {
      for (int i = 0; i < that.size; i++) {
        take(that.values[i]);
      }
    }
    return 0;
  }

  private void take(double value) {
    if (sketch == null && size == Quantile.EXACT) {
      sketch();
    }
    if (sketch != null) {
      sketch.add(value);
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.min(size * 2, Quantile.EXACT));
    }
    int found = Arrays.binarySearch(values, 0, size, value);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(values, at, values, at + 1, size - at);
    values[at] = value;
    size++;
  }

  private void sketch() {
    if (sketch == null) {
      sketch = new QuantileSketch();
      for (int i = 0; i < size; i++) {
        sketch.add(values[i]);
      }
      values = null;
      size = 0;
    }
  }

  @Override
  public Reading reading() {
    if (sketch != null) {
      return new Reading.Constant(sketch.quantile(q));
    }
    return size == 0 ? Reading.Constant.NOTHING : new Reading.Constant(values[rank() - 1]);
  }

  /** The least number of values that is at least q of all; the product alone may be off by one. */
  private int rank() {
    int rank = Math.max(1, (int) Math.ceil(q * size) - 1);
    while ((double) rank / size < q) {
      rank++;
    }
    return rank;
  }

  /** Their number and the values; or a number one beyond the bound and the sketch as a block. */
  @Override
  public void write(ByteWriter out) {
    if (sketch != null) {
      out.writeUnsigned(SKETCHED).writeBlock(sketch.toByteArray());
      return;
    }
    out.writeUnsigned(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(values[i]);
    }
  }

  static SortedValues read(ByteReader in, double q) {
    SortedValues values = new SortedValues(q);
    long size = in.readUnsigned();
    if (size == SKETCHED) {
      values.values = null;
      values.sketch = QuantileSketch.read(in);
      return values;
    }
    if (size < 0 || size > SKETCHED) {
      throw in.malformed(size + " values where at most " + Quantile.EXACT + " belong");
    }
    values.values = new double[Math.max(1, (int) size)];
    for (int i = 0; i < size; i++) {
      values.values[i] = Finite.read(in);
      if (i > 0 && Double.compare(values.values[i - 1], values.values[i]) > 0) {
        throw in.malformed("values out of order");
      }
    }
    values.size = (int) size;
    return values;
  }

  @Override
  public int heapBytes() {
    return 40
        + (sketch == null ? HeapBytes.array(values.length, Double.BYTES) : sketch.heapBytes());
  }
}
