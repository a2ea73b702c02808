package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/** The mean of the values, {@code int64} or {@code double}. Of integers the sum inside is exact. */
public record Avg() implements Aggregation {

  @Override
  public String canonical() {
    return "avg";
  }

  @Override
  public ValueType type() {
    return Scalar.DOUBLE;
  }

  @Override
  public Double empty() {
    return null;
  }

  @Override
  public Partial zero() {
    return new Mean();
  }

  @Override
  public Partial read(ByteReader in) {
    Mean mean = new Mean();
    mean.read(in);
    return mean;
  }

  private static final class Mean extends WideSum implements Partial {

    private static final int HAS_INTEGERS = 1;
    private static final int HAS_DOUBLES = 2;

    private long count;
    private double doubles;

    @Override
    public int add(Object value, Object keys, long timestamp, byte[] tie) {
      if (value instanceof Long integer) {
        add(integer.longValue());
      } else {
        doubles = Finite.sum(doubles, Finite.of(value));
      }
      count++;
      return 0;
    }

    @Override
    public int merge(Partial other) {
      Mean that = (Mean) other;
      add(that);
      doubles = Finite.sum(doubles, that.doubles);
      count += that.count;
      return 0;
    }

    @Override
    public Reading reading() {
      return count == 0
          ? Reading.Constant.NOTHING
          : new Reading.Constant(Finite.sum(nearest(), doubles) / count + 0.0);
    }

    @Override
    public void write(ByteWriter out) {
      int parts = (isZero() ? 0 : HAS_INTEGERS) | (doubles == 0 ? 0 : HAS_DOUBLES);
      out.writeUnsigned(count << 2 | parts);
      if ((parts & HAS_INTEGERS) != 0) {
        writeSum(out);
      }
      if ((parts & HAS_DOUBLES) != 0) {
        out.writeDouble(doubles);
      }
    }

    void read(ByteReader in) {
      long head = in.readUnsigned();
      count = head >>> 2;
      if (count == 0 && head != 0) {
        throw in.malformed("a sum of no values in a mean");
      }
      if ((head & HAS_INTEGERS) != 0) {
        readSum(in);
      }
      if ((head & HAS_DOUBLES) != 0) {
        doubles = Finite.read(in);
      }
    }

    @Override
    public int heapBytes() {
      return 48;
    }
  }
}
