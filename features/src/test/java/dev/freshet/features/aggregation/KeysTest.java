package dev.freshet.features.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.type.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to keys, with {@code max_keys} and beyond. */
class KeysTest {

  @Test
  void readsAValueForEachKey() {
    Partial spend = new ByKey(new Sum(Scalar.DOUBLE), 10).zero();
    spend.add(20.0, "shoes", 1, new byte[0]);
    spend.add(5.0, "books", 2, new byte[0]);
    spend.add(10.0, "shoes", 3, new byte[0]);
    assertThat(spend.reading().at(4)).isEqualTo(Map.of("books", 5.0, "shoes", 30.0));
  }

  @Test
  void anEventWithSeveralKeysCountsOnceForEach() {
    Partial counts = new ByKey(new Count(), 10).zero();
    counts.add(null, List.of("red", "blue", "red"), 1, new byte[0]);
    counts.add(null, List.of(), 2, new byte[0]);
    assertThat(counts.reading().at(3)).isEqualTo(Map.of("blue", 1L, "red", 1L));
  }

  @Test
  void listsValuesByCountThenByKey() {
    Partial top = new TopK(Scalar.INT64, 2, 10).zero();
    for (long item : new long[] {9, 10, 2, 10, 2, -1}) {
      top.add(item, null, 0, new byte[0]);
    }
    assertThat(top.reading().at(1)).isEqualTo(List.of(2L, 10L));
  }

  @Test
  void beyondMaxKeysThoseWithFewestEventsGoAndOfEqualOnesTheGreater() {
    Partial histogram = new Histogram(Scalar.STRING, 2).zero();
    for (String key : List.of("c", "b", "a", "c")) {
      histogram.add(key, null, 0, new byte[0]);
    }
    assertThat(histogram.reading().at(1)).isEqualTo(Map.of("a", 1L, "c", 2L));
  }

  @Test
  void saysHowManyKeysWentBeyondMaxKeys() {
    Partial counts = new ByKey(new Count(), 2).zero();
    assertThat(counts.add(null, "a", 0, new byte[0])).isZero();
    assertThat(counts.add(null, List.of("b", "c"), 0, new byte[0])).isEqualTo(1);
    assertThat(counts.add(null, "c", 0, new byte[0])).isZero();
    Partial others = new ByKey(new Count(), 2).zero();
    others.add(null, List.of("a", "d", "e"), 0, new byte[0]);
    assertThat(counts.merge(others)).isEqualTo(2);
  }

  @Test
  void twiceAsManyKeysAreStillRankedExactly() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int maxKeys = 1 + random.nextInt(20);
      Aggregation histogram = new Histogram(Scalar.STRING, maxKeys);
      List<Observation> events =
          IntStream.range(0, 300)
              .mapToObj(i -> Observation.of("k" + random.nextInt(2 * maxKeys), i, ""))
              .toList();
      assertThat(new Foldings(histogram, random).fold(events).reading().at(0))
          .as("seed %s", seed)
          .isEqualTo(Naive.value(histogram, events, 0));
    }
  }

  @Test
  void neverShowsMoreKeysThanMaxKeysAndKeepsTheMostFrequent() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Aggregation sums = new ByKey(new Sum(Scalar.INT64), 10);
      List<Observation> events = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        String key = i % 10 == 0 ? "often" + i / 10 % 3 : "rare" + random.nextInt(2_000);
        events.add(new Observation(1L, key, i, ""));
      }
      Partial partial = sums.zero();
      events.forEach(event -> event.addTo(partial));
      Map<?, ?> shown = (Map<?, ?>) partial.reading().at(0);
      assertThat(shown).as("seed %s", seed).hasSize(10);
      assertThat(shown.get("often0")).as("seed %s", seed).isEqualTo(100L);
      assertThat(Foldings.bytes(partial).length).isLessThan(36 * 12);
      assertThat(partial.heapBytes()).isLessThan(36 * 150);
    }
  }

  @Test
  void aDecayedSumByKeyIsReadAsOnePerKey() {
    Partial interest = new ByKey(new DecayedSum(Duration.ofDays(7)), 10).zero();
    interest.add(1.0, "shoes", 0, new byte[0]);
    assertThat(interest.reading()).isInstanceOf(Reading.DecayingByKey.class);
    assertThat(interest.reading().at(Duration.ofDays(14).toMillis()))
        .isEqualTo(Map.of("shoes", 0.25));
  }
}
