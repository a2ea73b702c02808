package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;

/**
 * Count, mean and sum of squared deviations from the mean: Welford's way of adding, and that of
 * Chan et al. of merging.
 *
 * <p>Squares of numbers beyond 2^480 could overflow. Once there is one, all is held scaled down by
 * a power of two; what that rounds to zero is too small to show beside such a number.
 */
final class Moments implements Partial {

  private static final double HUGE = 0x1p480;
  private static final double DOWN = 0x1p-544;
  private static final double UP = 0x1p544;

  private long count;
  private double mean;
  private double squares;
  private boolean scaled;

  @Override
  public int add(Object value, Object keys, long timestamp, byte[] tie) {
    double number = Finite.of(value);
    if (!scaled && Math.abs(number) > HUGE) {
      scale();
    }
    take(1, scaled ? number * DOWN : number, 0);
    return 0;
  }

  @Override
  public int merge(Partial other) {
    Moments that = (Moments) other;
    if (that.scaled && !scaled) {
      scale();
    }
    if (scaled && !that.scaled) {
      take(that.count, that.mean * DOWN, that.squares * DOWN * DOWN);
    } else {
      take(that.count, that.mean, that.squares);
    }
    return 0;
  }

  private void take(long otherCount, double otherMean, double otherSquares) {
    if (otherCount == 0) {
      return;
    }
    long total = count + otherCount;
    double share = (double) otherCount / total;
    double delta = otherMean - mean;
    mean += delta * share;
    squares += otherSquares + delta * delta * (count * share);
    count = total;
  }

  private void scale() {
    scaled = true;
    mean *= DOWN;
    squares *= DOWN * DOWN;
  }

  @Override
  public Reading reading() {
    if (count == 0) {
      return Reading.Constant.NOTHING;
    }
    double deviation = Math.sqrt(squares / count);
    return new Reading.Constant(scaled ? Finite.clamp(deviation * UP) : deviation);
  }

  @Override
  public void write(ByteWriter out) {
    out.writeUnsigned(count << 1 | (scaled ? 1 : 0));
    if (count > 0) {
      out.writeDouble(mean).writeDouble(squares);
    }
  }

  static Moments read(ByteReader in) {
    Moments moments = new Moments();
    long head = in.readUnsigned();
    moments.count = head >>> 1;
    moments.scaled = (head & 1) == 1;
    if (moments.count > 0) {
      moments.mean = Finite.read(in);
      moments.squares = Finite.read(in);
      if (moments.squares < 0) {
        throw in.malformed("a negative sum of squares");
      }
    }
    return moments;
  }

  @Override
  public int heapBytes() {
    return 40;
  }
}
