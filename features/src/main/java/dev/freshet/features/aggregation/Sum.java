package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/**
 * The sum of the values. Of integers it is exact inside and clamped to int64 when read; of doubles
 * it is clamped to the finite ones.
 *
 * @param of {@code int64} or {@code double}: what it takes and gives
 */
public record Sum(Scalar of) implements Aggregation {

  public Sum {
    Options.number("sum", of);
  }

  @Override
  public String canonical() {
    return "sum(" + of + ")";
  }

  @Override
  public ValueType type() {
    return of;
  }

  @Override
  public Object empty() {
    if (of == Scalar.INT64) {
      return 0L;
    }
    return 0.0;
  }

  @Override
  public Partial zero() {
    return of == Scalar.INT64 ? new Integers() : new Doubles(0);
  }

  @Override
  public Partial read(ByteReader in) {
    if (of == Scalar.DOUBLE) {
      return new Doubles(Finite.read(in));
    }
    Integers sum = new Integers();
    sum.readSum(in);
    return sum;
  }

  private static final class Integers extends WideSum implements Partial {

    @Override
    public int add(Object value, Object keys, long timestamp, byte[] tie) {
      add((long) value);
      return 0;
    }

    @Override
    public int merge(Partial other) {
      add((Integers) other);
      return 0;
    }

    @Override
    public Reading reading() {
      return new Reading.Constant(clamped());
    }

    @Override
    public void write(ByteWriter out) {
      writeSum(out);
    }

    @Override
    public int heapBytes() {
      return 32;
    }
  }

  private static final class Doubles implements Partial {

    private double sum;

    Doubles(double sum) {
      this.sum = sum;
    }

    @Override
    public int add(Object value, Object keys, long timestamp, byte[] tie) {
      sum = Finite.sum(sum, Finite.of(value));
      return 0;
    }

    @Override
    public int merge(Partial other) {
      sum = Finite.sum(sum, ((Doubles) other).sum);
      return 0;
    }

    @Override
    public Reading reading() {
      return new Reading.Constant(sum);
    }

    @Override
    public void write(ByteWriter out) {
      out.writeDouble(sum);
    }

    @Override
    public int heapBytes() {
      return 24;
    }
  }
}
