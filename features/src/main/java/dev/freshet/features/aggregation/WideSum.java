package dev.freshet.features.aggregation;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.math.BigInteger;

/** An exact sum of 64-bit integers: 128 bits, which no number of addends can overflow. */
class WideSum {

  private static final int LAST_SHIFT = 126;

  private long high;
  private long low;

  final void add(long value) {
    add(value >> 63, value);
  }

  final void add(WideSum other) {
    add(other.high, other.low);
  }

  private void add(long addendHigh, long addendLow) {
    low += addendLow;
    high += addendHigh + (Long.compareUnsigned(low, addendLow) < 0 ? 1 : 0);
  }

  final boolean isZero() {
    return (high | low) == 0;
  }

  /** The sum, or the int64 nearest to it. */
  final long clamped() {
    return isLong() ? low : high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** The double nearest to the sum. */
  final double nearest() {
    return isLong() ? low : wide().doubleValue();
  }

  private boolean isLong() {
    return high == low >> 63;
  }

  private BigInteger wide() {
    BigInteger upper = BigInteger.valueOf(high).add(BigInteger.valueOf(low >>> 63));
    return upper.shiftLeft(64).add(BigInteger.valueOf(low));
  }

  /**
   * One to nineteen bytes; sums near zero are short. As {@link ByteWriter#writeSigned} for int64.
   */
  final void writeSum(ByteWriter out) {
    long sign = high >> 63;
    long restHigh = (high << 1 | low >>> 63) ^ sign;
    long restLow = low << 1 ^ sign;
    while (restHigh != 0 || (restLow & ~0x7FL) != 0) {
      out.writeByte((int) (restLow & 0x7F) | 0x80);
      restLow = restLow >>> 7 | restHigh << 57;
      restHigh >>>= 7;
    }
    out.writeByte((int) restLow);
  }

  /** Replaces the sum by the one that {@link #writeSum} wrote. */
  final void readSum(ByteReader in) {
    long zigzagHigh = 0;
    long zigzagLow = 0;
    for (int shift = 0; ; shift += 7) {
      long next = in.readByte();
      long bits = next & 0x7F;
      if (shift < 64) {
        zigzagLow |= bits << shift;
      }
      if (shift > 64) {
        zigzagHigh |= bits << (shift - 64);
      } else if (shift > 57) {
        zigzagHigh |= bits >>> (64 - shift);
      }
      if (next < 0x80) {
        break;
      }
      if (shift == LAST_SHIFT) {
        throw in.malformed("a sum of more than nineteen bytes");
      }
    }
    long sign = -(zigzagLow & 1);
    low = (zigzagLow >>> 1 | zigzagHigh << 63) ^ sign;
    high = zigzagHigh >>> 1 ^ sign;
  }
}
