package dev.freshet.features.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CountDistinctTest {

  private static final Aggregation INTEGERS = new CountDistinct(Scalar.INT64);

  @Test
  void countsEveryValueOnce() {
    Partial partial = new CountDistinct(Scalar.STRING).zero();
    for (String item : List.of("boots", "shirt", "boots")) {
      partial.add(item, null, 0, new byte[0]);
    }
    assertThat(partial.reading().at(1)).isEqualTo(2L);
  }

  @Test
  void countsEveryElementOfAListOnce() {
    Partial partial = new CountDistinct(new ListType(Scalar.STRING)).zero();
    partial.add(List.of("red", "red", "blue"), null, 0, new byte[0]);
    partial.add(List.of(), null, 0, new byte[0]);
    partial.add(List.of("blue", "green"), null, 0, new byte[0]);
    assertThat(partial.reading().at(1)).isEqualTo(3L);
  }

  @Test
  void takesBothZerosForOneValue() {
    Partial partial = new CountDistinct(Scalar.DOUBLE).zero();
    partial.add(0.0, null, 0, new byte[0]);
    partial.add(-0.0, null, 0, new byte[0]);
    assertThat(partial.reading().at(1)).isEqualTo(1L);
  }

  @Test
  void isExactUpToTheBoundHoweverItIsMerged() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      int distinct = seed == 0 ? CountDistinct.EXACT : 200 + random.nextInt(57);
      Partial partial = inParts(values(distinct, random), random);
      assertThat(partial.reading().at(0)).as("seed %s", seed).isEqualTo((long) distinct);
    }
  }

  @Test
  void readsMoreThanTheBoundAsSoonAsThereIsMore() {
    Partial partial = folded(values(CountDistinct.EXACT + 1, new Random(1)));
    assertThat(partial.reading().at(0)).isEqualTo(CountDistinct.EXACT + 1L);
  }

  @Test
  void theEstimateDependsOnTheSetOnly() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<Long> values = values(257 + random.nextInt(seed % 4 == 0 ? 40_000 : 3_000), random);
      Object estimate = folded(values).reading().at(0);
      for (int time = 0; time < 3; time++) {
        assertThat(inParts(values, random).reading().at(0)).as("seed %s", seed).isEqualTo(estimate);
      }
    }
  }

  @Test
  void theEstimateIsWithinTwoAndAHalfPercentInNinetyFiveOfAHundredSets() {
    int sets = 300;
    int off = 0;
    for (int seed = 0; seed < sets; seed++) {
      Random random = new Random(seed);
      int distinct = (int) (257 * Math.pow(400, random.nextDouble()));
      long estimate = (long) folded(values(distinct, random)).reading().at(0);
      off += Math.abs(estimate - distinct) > 0.025 * distinct ? 1 : 0;
    }
    assertThat(off).as("sets off by more than 2.5 %%").isLessThanOrEqualTo(sets / 100);
  }

  private static List<Long> values(int count, Random random) {
    long first = random.nextLong();
    return LongStream.range(first, first + count).boxed().toList();
  }

  private static Partial folded(List<Long> values) {
    Partial partial = INTEGERS.zero();
    values.forEach(value -> partial.add(value, null, 0, new byte[0]));
    return partial;
  }

  /**
   * The same values in a random order, some of them twice, in overlapping tiles merged at random.
   */
  private static Partial inParts(List<Long> values, Random random) {
    List<Long> shuffled = new ArrayList<>(values);
    shuffled.addAll(values.subList(0, values.size() / 3));
    Collections.shuffle(shuffled, random);
    List<Partial> parts = new ArrayList<>();
    for (int from = 0, to; from < shuffled.size(); from = to) {
      to = Math.min(shuffled.size(), from + 1 + random.nextInt(values.size()));
      Partial part = folded(shuffled.subList(from, to));
      parts.add(random.nextBoolean() ? part : Foldings.stored(INTEGERS, part));
    }
    while (parts.size() > 1) {
      Partial other = parts.remove(random.nextInt(parts.size()));
      Partial into = parts.get(random.nextInt(parts.size()));
      into.merge(other);
      if (random.nextBoolean()) {
        into.reading();
      }
    }
    return Foldings.stored(INTEGERS, parts.get(0));
  }
}
