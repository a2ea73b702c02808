package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/** How many events there were. Takes no value. */
public record Count() implements Aggregation {

  @Override
  public String canonical() {
    return "count";
  }

  @Override
  public ValueType type() {
    return Scalar.INT64;
  }

  @Override
  public Long empty() {
    return 0L;
  }

  @Override
  public Partial zero() {
    return new Counted(0);
  }

  @Override
  public Partial read(ByteReader in) {
    return new Counted(in.readUnsigned());
  }

  private static final class Counted implements Partial {

    private long count;

    Counted(long count) {
      this.count = count;
    }

    @Override
    public int add(Object value, Object keys, long timestamp, byte[] tie) {
      count++;
      return 0;
    }

    @Override
    public int merge(Partial other) {
      count += ((Counted) other).count;
      return 0;
    }

    @Override
    public Reading reading() {
      return new Reading.Constant(count);
    }

    @Override
    public void write(ByteWriter out) {
      out.writeUnsigned(count);
    }

    @Override
    public int heapBytes() {
      return 24;
    }
  }
}
