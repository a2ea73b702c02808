package dev.freshet.features.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.bytes.ByteReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileTest {

  private static final double[] QS = {0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1};

  @Test
  void isTheSmallestValueWithEnoughOfAllAtOrBelowIt() {
    Partial median = new Quantile(0.5).zero();
    for (double price : new double[] {40, 10, 30, 20}) {
      median.add(price, null, 0, new byte[0]);
    }
    assertThat(median.reading().at(0)).isEqualTo(20.0);
  }

  @Test
  void takesIntegersToo() {
    Partial greatest = new Quantile(1).zero();
    greatest.add(7L, null, 0, new byte[0]);
    greatest.add(9L, null, 0, new byte[0]);
    assertThat(greatest.reading().at(0)).isEqualTo(9.0);
  }

  @Test
  void countsRanksAsDecimalsAreWritten() {
    for (int count = 1; count <= Quantile.EXACT; count++) {
      for (int hundredths = 0; hundredths <= 100; hundredths++) {
        Partial partial = new Quantile(hundredths / 100.0).zero();
        IntStream.rangeClosed(1, count).forEach(i -> partial.add((double) i, null, 0, new byte[0]));
        int rank = Math.max(1, (hundredths * count + 99) / 100);
        assertThat(partial.reading().at(0))
            .as("q 0.%02d of %s", hundredths, count)
            .isEqualTo((double) rank);
      }
    }
  }

  @Test
  void isWithinOneAndAHalfPercentOfTheRankInNinetyNineOfAHundredSketches() {
    int asked = 0;
    int off = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      double[] values = values(100 + (int) (500 * Math.pow(100, random.nextDouble())), random);
      int tiles = 1 + random.nextInt(60);
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      for (double q : QS) {
        double value = (double) merged(new Quantile(q), values, tiles).reading().at(0);
        asked++;
        off += rankError(sorted, value, q) > 0.015 ? 1 : 0;
      }
    }
    assertThat(off).as("of %s", asked).isLessThanOrEqualTo(asked / 100);
  }

  /** Ascending, random, or with many values that are the same. */
  private static double[] values(int count, Random random) {
    int kind = random.nextInt(3);
    return IntStream.range(0, count)
        .mapToDouble(
            i ->
                kind == 0
                    ? i
                    : kind == 1 ? random.nextGaussian() : Math.floor(random.nextGaussian() * 5))
        .toArray();
  }

  /** Folded into tiles, which are merged from the newest to the oldest, as a window is read. */
  private static Partial merged(Aggregation aggregation, double[] values, int tiles) {
    List<Partial> parts = new ArrayList<>();
    for (int tile = 0; tile < tiles; tile++) {
      Partial part = aggregation.zero();
      int to = (int) ((long) values.length * (tile + 1) / tiles);
      for (int i = (int) ((long) values.length * tile / tiles); i < to; i++) {
        part.add(values[i], null, 0, new byte[0]);
      }
      parts.add(tile % 2 == 0 ? part : aggregation.read(reader(part)));
    }
    Partial window = aggregation.zero();
    for (int tile = tiles - 1; tile >= 0; tile--) {
      window.merge(parts.get(tile));
    }
    return window;
  }

  private static ByteReader reader(Partial partial) {
    return new ByteReader(Foldings.bytes(partial));
  }

  /** How far q is from the ranks that the value has. */
  private static double rankError(double[] sorted, double value, double q) {
    double below = Arrays.stream(sorted).filter(each -> each < value).count();
    double atOrBelow = Arrays.stream(sorted).filter(each -> each <= value).count();
    assertThat(atOrBelow).as("%s is one of the values", value).isGreaterThan(below);
    return Math.max(0, Math.max(below / sorted.length - q, q - atOrBelow / sorted.length));
  }
}
