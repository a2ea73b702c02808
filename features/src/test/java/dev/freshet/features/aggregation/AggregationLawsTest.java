package dev.freshet.features.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AggregationLawsTest {

  private static final int SEEDS = 40;
  private static final int KEYS = 12;
  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final List<String> WORDS =
      List.of(
          "", "a", "ab", "b", "B", "é", "\uFFFD", "\uD83D\uDE00", "\uD83D\uDE00x", "z z", "0", "1");

  static Stream<Named<Case>> cases() {
    ValueType words = new ListType(Scalar.STRING);
    Stream.Builder<Case> cases = Stream.builder();
    cases.add(new Case(new Count(), null, null));
    cases.add(new Case(new TimeSinceLast(), null, null));
    for (Scalar type : List.of(Scalar.INT64, Scalar.DOUBLE)) {
      for (Aggregation inner : numeric(type)) {
        cases.add(new Case(inner, type, null));
      }
      for (double q : new double[] {0, 0.07, 0.1, 0.5, 0.9, 0.99, 1}) {
        cases.add(new Case(new Quantile(q), type, null));
      }
      for (Aggregation inner : numeric(type)) {
        if (!(inner instanceof Stddev)) {
          cases.add(new Case(new ByKey(inner, KEYS), type, Scalar.STRING));
          cases.add(new Case(new ByKey(inner, KEYS), type, words));
        }
      }
    }
    for (Scalar type : Scalar.values()) {
      cases.add(new Case(new First(type), type, null));
      cases.add(new Case(new Last(type), type, null));
      cases.add(new Case(new CountDistinct(type), type, null));
      cases.add(new Case(new ByKey(new Last(type), KEYS), type, Scalar.STRING));
      for (int k : new int[] {1, 2, 7, 1000}) {
        cases.add(new Case(new LastK(type, k), type, null));
        cases.add(new Case(new FirstK(type, k), type, null));
      }
    }
    for (Scalar type : List.of(Scalar.STRING, Scalar.INT64)) {
      for (int k : new int[] {1, 3, 8, 1000}) {
        cases.add(new Case(new LastDistinctK(type, k), type, null));
        cases.add(new Case(new TopK(type, k, 64), type, null));
      }
    }
    cases.add(new Case(new ByKey(new Count(), KEYS), null, Scalar.STRING));
    cases.add(new Case(new ByKey(new Count(), KEYS), null, words));
    cases.add(new Case(new Histogram(Scalar.STRING, KEYS), Scalar.STRING, null));
    cases.add(new Case(new Histogram(words, KEYS), words, null));
    cases.add(new Case(new TopK(words, 5, KEYS), words, null));
    cases.add(new Case(new CountDistinct(words), words, null));
    return cases.build().map(one -> Named.of(one.toString(), one));
  }

  private static List<Aggregation> numeric(Scalar type) {
    return List.of(
        new Sum(type),
        new Avg(),
        new Stddev(),
        new Min(type),
        new Max(type),
        new DecayedSum(Duration.ofSeconds(3)),
        new DecayedSum(Duration.ofDays(7)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyOrderAndAnyGroupingReadsAsTheDefinitionSays(Case one) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Observation> events = one.events(random);
      Partial partial = new Foldings(one.aggregation, random).fold(events);

      Object actual = partial.reading().at(NOON);

      String where = one + ", seed " + seed + ", " + events;
      if (actual != null) {
        assertThat(one.aggregation.type().admits(actual)).as(where).isTrue();
      }
      assertSame(actual, Naive.value(one.aggregation, events, NOON), tolerance(events), where);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void withNoEventTheValueIsTheEmptyOne(Case one) {
    assertThat(one.aggregation.zero().reading().at(NOON)).isEqualTo(one.aggregation.empty());
    Partial stored = Foldings.stored(one.aggregation, one.aggregation.zero());
    assertThat(stored.reading().at(NOON)).isEqualTo(one.aggregation.empty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mergingAPartialOfNoEventChangesNothing(Case one) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Partial partial =
          new Foldings(one.aggregation, new Random(seed)).fold(one.events(new Random(seed)));
      byte[] before = Foldings.bytes(partial);
      partial.merge(one.aggregation.zero());
      assertThat(Foldings.bytes(partial)).as("seed %s", seed).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aReadingStaysWhenThePartialGoesOn(Case one) {
    Random random = new Random(7);
    List<Observation> events = one.events(random);
    Partial partial = new Foldings(one.aggregation, random).fold(events);
    Reading reading = partial.reading();
    String before = String.valueOf(reading.at(NOON));
    one.events(random).forEach(event -> event.addTo(partial));
    assertThat(String.valueOf(reading.at(NOON))).isEqualTo(before);
  }

  @Test
  void closedFormsHaveNoWindowsAndSketchesAreApproximate() {
    List<Aggregation> all = cases().map(one -> one.getPayload().aggregation).toList();
    assertThat(all.stream().filter(one -> !one.windowed()).map(Aggregation::canonical).distinct())
        .containsExactlyInAnyOrder(
            "time_since_last",
            "decayed_sum(3000ms)",
            "decayed_sum(604800000ms)",
            "decayed_sum(3000ms) by (max_keys 12)",
            "decayed_sum(604800000ms) by (max_keys 12)");
    assertThat(all.stream().filter(Aggregation::approximate).map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(CountDistinct.class, Quantile.class);
  }

  @Test
  void aggregationsThatDifferHaveDifferentCanonicalTexts() {
    List<Aggregation> all = cases().map(one -> one.getPayload().aggregation).distinct().toList();
    assertThat(all.stream().map(Aggregation::canonical)).doesNotHaveDuplicates();
  }

  /** Rounding errors are relative to the sum of the addends' magnitudes. */
  private static double tolerance(List<Observation> events) {
    return 1e-12
        * events.stream()
            .mapToDouble(event -> event.value() instanceof Number n ? Math.abs(n.doubleValue()) : 0)
            .sum();
  }

  private static void assertSame(Object actual, Object expected, double tolerance, String where) {
    if (expected instanceof Double number) {
      assertThat((Double) actual).as(where).isCloseTo(number, within(tolerance));
    } else if (expected instanceof Map<?, ?> map) {
      assertThat(new ArrayList<>(((Map<?, ?>) actual).keySet()))
          .as(where)
          .isEqualTo(new ArrayList<>(map.keySet()));
      Iterator<?> values = ((Map<?, ?>) actual).values().iterator();
      map.values().forEach(value -> assertSame(values.next(), value, tolerance, where));
    } else {
      assertThat(actual).as(where).isEqualTo(expected);
    }
  }

  /** An aggregation, what it takes, and what it is by; {@code null} for nothing. */
  record Case(Aggregation aggregation, ValueType value, ValueType by) {

    List<Observation> events(Random random) {
      int spread = random.nextBoolean() ? 20 : 1_000_000;
      long[] base = {NOON - 1 - random.nextInt(10) * 100_000L};
      int count = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(60);
      return IntStream.range(0, count)
          .mapToObj(
              i ->
                  new Observation(
                      random(value, random),
                      random(by, random),
                      base[0] - random.nextInt(spread),
                      random.nextInt(20) == 0 ? "" : WORDS.get(random.nextInt(KEYS)) + i))
          .toList();
    }

    private static Object random(ValueType type, Random random) {
      if (type == null) {
        return null;
      } else if (type == Scalar.INT64) {
        return switch (random.nextInt(12)) {
          case 0 -> Long.MAX_VALUE;
          case 1 -> Long.MIN_VALUE;
          case 2 -> random.nextLong();
          default -> (long) random.nextInt(40) - 20;
        };
      } else if (type == Scalar.DOUBLE) {
        return switch (random.nextInt(6)) {
          case 0 -> -0.0;
          case 1 -> 0.0;
          case 2 -> random.nextInt(100) / 4.0;
          case 3 -> random.nextGaussian() * 1e12;
          default -> random.nextGaussian();
        };
      } else if (type == Scalar.BOOL) {
        return random.nextBoolean();
      } else if (type == Scalar.TIMESTAMP) {
        return Instant.ofEpochMilli(random.nextInt(50) - 10);
      } else if (type == Scalar.STRING) {
        return WORDS.get(random.nextInt(KEYS));
      }
      return random.ints(random.nextInt(4), 0, KEYS).mapToObj(WORDS::get).toList();
    }

    @Override
    public String toString() {
      return aggregation.canonical() + " of " + value + " by " + by;
    }
  }
}
