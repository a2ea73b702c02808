package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;

/** The seconds since the latest event. Takes no value. */
public record TimeSinceLast() implements Aggregation {

  @Override
  public String canonical() {
    return "time_since_last";
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
    return new Latest(Latest.NEVER);
  }

  @Override
  public Partial read(ByteReader in) {
    return new Latest(in.readSigned());
  }

  @Override
  public boolean windowed() {
    return false;
  }

  private static final class Latest implements Partial {

    private static final long NEVER = Long.MIN_VALUE;

    private long timestamp;

    Latest(long timestamp) {
      this.timestamp = timestamp;
    }

    @Override
    public int add(Object value, Object keys, long when, byte[] tie) {
      timestamp = Math.max(timestamp, when);
      return 0;
    }

    @Override
    public int merge(Partial other) {
      timestamp = Math.max(timestamp, ((Latest) other).timestamp);
      return 0;
    }

    @Override
    public Reading reading() {
      return timestamp == NEVER ? Reading.Constant.NOTHING : new Reading.Elapsed(timestamp);
    }

    @Override
    public void write(ByteWriter out) {
      out.writeSigned(timestamp);
    }

    @Override
    public int heapBytes() {
      return 24;
    }
  }
}
