package dev.freshet.features.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.type.Scalar;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums, means and deviations at the ends of what numbers can be. */
class NumbersTest {

  private static final double MAX = Double.MAX_VALUE;

  @Test
  void aSumOfIntegersIsExactInsideAndClampedWhenRead() {
    Aggregation sum = new Sum(Scalar.INT64);
    assertThat(read(sum, Long.MAX_VALUE, 5L)).isEqualTo(Long.MAX_VALUE);
    assertThat(read(sum, Long.MAX_VALUE, 5L, -6L)).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(read(sum, Long.MIN_VALUE, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(read(sum, Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))
        .isEqualTo(-2L);
  }

  @Test
  void aWideSumIsThatOfBigIntegers() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      WideSum sum = new WideSum();
      BigInteger expected = BigInteger.ZERO;
      for (int i = random.nextInt(200); i > 0; i--) {
        long value = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(9) - 4;
        sum.add(value);
        expected = expected.add(BigInteger.valueOf(value));
        if (random.nextInt(4) == 0) {
          sum.add(sum);
          expected = expected.shiftLeft(1);
        }
        if (expected.bitLength() > 120) {
          break;
        }
      }
      ByteWriter out = new ByteWriter();
      sum.writeSum(out);
      WideSum read = new WideSum();
      read.readSum(new ByteReader(out.toByteArray()));
      assertThat(read.nearest()).as("seed %s", seed).isEqualTo(expected.doubleValue());
      assertThat(BigInteger.valueOf(read.clamped()))
          .as("seed %s", seed)
          .isEqualTo(
              expected
                  .min(BigInteger.valueOf(Long.MAX_VALUE))
                  .max(BigInteger.valueOf(Long.MIN_VALUE)));
    }
  }

  @Test
  void aWideSumThatFitsIsWrittenAsAnInt64() {
    for (long value : new long[] {0, 1, -1, 63, 64, -64, -65, Long.MAX_VALUE, Long.MIN_VALUE}) {
      WideSum sum = new WideSum();
      sum.add(value);
      ByteWriter out = new ByteWriter();
      sum.writeSum(out);
      assertThat(out.toByteArray()).isEqualTo(new ByteWriter().writeSigned(value).toByteArray());
    }
  }

  @Test
  void sumsOfDoublesStayFinite() {
    assertThat(read(new Sum(Scalar.DOUBLE), MAX, MAX)).isEqualTo(MAX);
    assertThat(read(new Sum(Scalar.DOUBLE), -MAX, -MAX)).isEqualTo(-MAX);
    assertThat(read(new Avg(), MAX, MAX)).isEqualTo(MAX / 2);
    assertThat(read(new DecayedSum(Duration.ofDays(1)), MAX, MAX)).isEqualTo(MAX);
  }

  @Test
  void aMeanOfIntegersLosesNothingInTheSum() {
    assertThat(
            read(new Avg(), Long.MAX_VALUE, Long.MAX_VALUE, 6L, -Long.MAX_VALUE, -Long.MAX_VALUE))
        .isEqualTo(1.2);
  }

  @Test
  void aDeviationIsRightForNumbersWhoseSquaresOverflow() {
    assertThat((Double) read(new Stddev(), 1e300, -1e300)).isCloseTo(1e300, within(1e288));
    assertThat(read(new Stddev(), MAX, -MAX)).isEqualTo(MAX);
    assertThat((Double) read(new Stddev(), 3.0, 5.0, 1e200, -1e200))
        .isCloseTo(1e200 / Math.sqrt(2), within(1e188));
  }

  @Test
  void aDeviationIsRightForNumbersThatAreFarFromZeroAndCloseTogether() {
    assertThat((Double) read(new Stddev(), 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16))
        .isCloseTo(Math.sqrt(22.5), within(1e-9));
    assertThat(read(new Stddev(), 0.1, 0.1, 0.1)).isEqualTo(0.0);
  }

  @Test
  void decayedSumsUnderflowToZeroAndNotToANegativeOne() {
    Partial partial = new DecayedSum(Duration.ofMillis(1)).zero();
    partial.add(-1.0, null, 0, new byte[0]);
    assertThat(partial.reading().at(1_000_000)).isEqualTo(0.0);
    partial.add(3.0, null, 1_000_000, new byte[0]);
    assertThat(partial.reading().at(1_000_001)).isEqualTo(1.5);
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    for (Aggregation one :
        List.of(new Sum(Scalar.DOUBLE), new Avg(), new Stddev(), new Quantile(0.5))) {
      assertThatThrownBy(() -> one.zero().add(Double.NaN, null, 0, new byte[0]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("only finite numbers");
    }
    byte[] stored = new ByteWriter().writeDouble(Double.NaN).toByteArray();
    assertThatThrownBy(() -> new Sum(Scalar.DOUBLE).read(new ByteReader(stored)))
        .isInstanceOf(MalformedBytesException.class);
  }

  private static Object read(Aggregation aggregation, Object... values) {
    Partial partial = aggregation.zero();
    Partial ahead = aggregation.zero();
    for (int i = 0; i < values.length; i++) {
      (i % 2 == 0 ? partial : ahead).add(values[i], null, 0, new byte[0]);
    }
    partial.merge(ahead);
    return Foldings.stored(aggregation, partial).reading().at(0);
  }
}
