package dev.freshet.infra.train.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.FeatureService;
import dev.freshet.pipelines.examples.Examples;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlicesTest {

  @Test
  void theLatestFifthIsTheTestSliceAndTheLatestOfTheRestStopsTraining() {
    Examples examples = examples(instants(100), apart(100));
    Slices slices = Slices.of(examples, new Cut(OptionalLong.empty(), Duration.ZERO));
    assertThat(slices.train().size()).isEqualTo(64);
    assertThat(slices.early().size()).isEqualTo(16);
    assertThat(slices.test().size()).isEqualTo(20);
    assertThat(slices.leftOut()).isZero();
    assertThat(slices.earlyFrom()).isEqualTo(64);
    assertThat(slices.testFrom()).isEqualTo(80);
  }

  @Test
  void rowsWhoseLabelsWereNotKnownAreInNoSlice() {
    Examples examples = examples(instants(100), apart(100));
    Slices slices = Slices.of(examples, new Cut(OptionalLong.of(90), Duration.ofMillis(5)));
    assertThat(slices.test().from()).isEqualTo(90);
    assertThat(slices.early().to()).isEqualTo(85);
    assertThat(slices.train().to()).isEqualTo(slices.earlyFrom() - 5);
    assertThat(slices.leftOut()).isEqualTo(8);
  }

  @Test
  void oneInstantIsInOneSlice() {
    long[] instants = new long[20];
    Arrays.fill(instants, 7);
    Slices slices =
        Slices.of(examples(instants, apart(20)), new Cut(OptionalLong.empty(), Duration.ZERO));
    assertThat(slices.train().size() + slices.early().size()).isZero();
    assertThat(slices.test().size()).isEqualTo(20);
  }

  /** Each row is recognized by its only number. */
  @Test
  void whateverTheRowsEachIsInOneSliceAtMostAndNoneKnowsTheNext() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int size = 1 + random.nextInt(200);
      long[] instants = random.longs(size, 0, 1 + random.nextInt(500)).toArray();
      int[] groups = random.nextBoolean() ? apart(size) : grouped(random, size);
      Duration horizon = Duration.ofMillis(random.nextInt(60));
      OptionalLong after =
          random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(500));
      Examples examples = examples(instants, groups);
      Slices slices = Slices.of(examples, new Cut(after, horizon));
      Map<Integer, String> sliceOf = new HashMap<>();
      Set<Integer> seen = new HashSet<>();
      check(slices.train(), "train", examples, sliceOf, seen, seed);
      check(slices.early(), "early", examples, sliceOf, seen, seed);
      check(slices.test(), "test", examples, sliceOf, seen, seed);
      assertThat(seen.size() + slices.leftOut()).as("seed %s", seed).isEqualTo(size);
      for (int row = 0; row < size; row++) {
        if (seen.contains(row)) {
          long known = instants[row] + horizon.toMillis();
          switch (sliceOf.get(groups[row])) {
            case "train" ->
                assertThat(known).as("seed %s", seed).isLessThanOrEqualTo(slices.earlyFrom());
            case "early" ->
                assertThat(known).as("seed %s", seed).isLessThanOrEqualTo(slices.testFrom());
            default ->
                assertThat(instants[row])
                    .as("seed %s", seed)
                    .isGreaterThanOrEqualTo(slices.testFrom());
          }
        }
      }
      assertThat(slices.train().to())
          .as("seed %s", seed)
          .isLessThan(Math.min(slices.early().from(), slices.test().from()));
      assertThat(slices.early().to()).as("seed %s", seed).isLessThan(slices.test().from());
    }
  }

  private static void check(
      Sample sample,
      String name,
      Examples examples,
      Map<Integer, String> sliceOf,
      Set<Integer> seen,
      int seed) {
    for (int i = 0; i < sample.size(); i++) {
      int row = (int) sample.rows()[i][0];
      assertThat(seen.add(row)).as("seed %s", seed).isTrue();
      assertThat(sample.labels()[i]).as("seed %s", seed).isEqualTo(examples.labels()[row]);
      int group = examples.groups()[row];
      assertThat(sliceOf.putIfAbsent(group, name)).as("seed %s", seed).isIn(null, name);
      int number = sample.groups()[i];
      assertThat(i)
          .as("seed %s", seed)
          .isBetween(sample.starts()[number], sample.starts()[number + 1] - 1);
      int first = (int) sample.rows()[sample.starts()[number]][0];
      assertThat(examples.groups()[first]).as("seed %s", seed).isEqualTo(group);
    }
  }

  private static long[] instants(int size) {
    long[] instants = new long[size];
    for (int i = 0; i < size; i++) {
      instants[i] = i;
    }
    return instants;
  }

  private static int[] apart(int size) {
    int[] groups = new int[size];
    for (int i = 0; i < size; i++) {
      groups[i] = i;
    }
    return groups;
  }

  /** Numbers without gaps, as a reader gives them. */
  private static int[] grouped(Random random, int size) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] groups = new int[size];
    for (int i = 0; i < size; i++) {
      groups[i] = numbers.computeIfAbsent(random.nextInt(20), added -> numbers.size());
    }
    return groups;
  }

  private static Examples examples(long[] instants, int[] groups) {
    int size = instants.length;
    float[][] rows = new float[size][];
    float[] labels = new float[size];
    for (int i = 0; i < size; i++) {
      rows[i] = new float[] {i};
      labels[i] = i % 3;
    }
    return new Examples(
        FeatureService.of("none", List.of()),
        rows,
        labels,
        instants,
        groups,
        new float[size],
        new long[0],
        new Examples.Counts(size, 0, 0));
  }
}
