package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Duration;

/**
 * The sum of the values, {@code int64} or {@code double}, each of which halves with every half-life
 * that passes since its event.
 *
 * @param halfLife at least a millisecond
 */
public record DecayedSum(Duration halfLife) implements Aggregation {

  public DecayedSum {
    Options.require(
        halfLife.toMillis() > 0,
        "decayed_sum with half_life " + halfLife + "; it is at least a millisecond");
  }

  @Override
  public String canonical() {
    return "decayed_sum(" + halfLife.toMillis() + "ms)";
  }

  @Override
  public ValueType type() {
    return Scalar.DOUBLE;
  }

  @Override
  public Double empty() {
    return 0.0;
  }

  @Override
  public Partial zero() {
    return new Decayed(halfLife, 0, 0);
  }

  @Override
  public Partial read(ByteReader in) {
    long period = in.readSigned();
    return new Decayed(halfLife, period, Finite.read(in));
  }

  @Override
  public boolean windowed() {
    return false;
  }

  /**
   * Time is cut into periods of one half-life. The sum is held as of the start of the latest period
   * with an event, so that moving it on is an exact division by a power of two: each value is
   * rounded once, however often sums are merged.
   */
  private static final class Decayed implements Partial {

    private final Duration halfLife;
    private long period;
    private double sum;

    Decayed(Duration halfLife, long period, double sum) {
      this.halfLife = halfLife;
      this.period = period;
      this.sum = sum;
    }

    @Override
    public int add(Object value, Object keys, long timestamp, byte[] tie) {
      long millis = halfLife.toMillis();
      double into = (double) Math.floorMod(timestamp, millis) / millis;
      take(Math.floorDiv(timestamp, millis), Finite.clamp(Finite.of(value) * Math.pow(2, into)));
      return 0;
    }

    @Override
    public int merge(Partial other) {
      Decayed that = (Decayed) other;
      take(that.period, that.sum);
      return 0;
    }

    private void take(long otherPeriod, double otherSum) {
      if (otherSum == 0) {
        return;
      }
      if (sum == 0) {
        period = otherPeriod;
      }
      long later = Math.max(period, otherPeriod);
      sum = Finite.sum(halved(sum, later - period), halved(otherSum, later - otherPeriod));
      period = later;
    }

    private static double halved(double sum, long times) {
      return times == 0 ? sum : Math.scalb(sum, (int) -Math.min(times, 4096));
    }

    @Override
    public Reading reading() {
      return new Reading.Decaying(sum, period * halfLife.toMillis(), halfLife);
    }

    @Override
    public void write(ByteWriter out) {
      out.writeSigned(period).writeDouble(sum);
    }

    @Override
    public int heapBytes() {
      return 32;
    }
  }
}
