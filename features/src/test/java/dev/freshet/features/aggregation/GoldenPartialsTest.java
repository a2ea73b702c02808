package dev.freshet.features.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.GoldenFile;
import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of partials as they were written once: what is stored stays readable. The text of a
 * file is the aggregation and the reading at {@link #T}.
 */
class GoldenPartialsTest {

  private static final Path FOLDER = GoldenFile.folder("partials").resolve("1");
  private static final long T = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final ValueType WORDS = new ListType(Scalar.STRING);

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("count", new Count(), 300, i -> null));
    cases.add(new Case("sum-int64", new Sum(Scalar.INT64), 3, i -> 1000L * i - 7));
    cases.add(new Case("sum-int64-wide", new Sum(Scalar.INT64), 3, i -> Long.MIN_VALUE));
    cases.add(new Case("sum-double", new Sum(Scalar.DOUBLE), 3, i -> i + 0.25));
    cases.add(new Case("avg-int64", new Avg(), 3, i -> (long) i));
    cases.add(new Case("avg-double", new Avg(), 3, i -> i + 0.25));
    cases.add(new Case("stddev", new Stddev(), 3, i -> i + 0.25));
    cases.add(new Case("stddev-huge", new Stddev(), 2, i -> i * 1e300));
    cases.add(new Case("min-int64", new Min(Scalar.INT64), 3, i -> -5L * i));
    cases.add(new Case("max-double", new Max(Scalar.DOUBLE), 3, i -> i / 8.0));
    cases.add(new Case("max-double-none", new Max(Scalar.DOUBLE), 0, i -> null));
    cases.add(new Case("first-string", new First(Scalar.STRING), 3, i -> "w" + i));
    cases.add(new Case("last-bool", new Last(Scalar.BOOL), 3, i -> i == 2));
    cases.add(new Case("last-timestamp", new Last(Scalar.TIMESTAMP), 3, Instant::ofEpochMilli));
    cases.add(new Case("last-none", new Last(Scalar.TIMESTAMP), 0, i -> null));
    cases.add(new Case("last-k-string", new LastK(Scalar.STRING, 3), 5, i -> "w" + i));
    cases.add(new Case("first-k-int64", new FirstK(Scalar.INT64, 3), 5, i -> (long) i));
    cases.add(
        new Case("last-distinct-k", new LastDistinctK(Scalar.STRING, 3), 9, i -> "w" + i % 4));
    cases.add(new Case("count-distinct", new CountDistinct(Scalar.STRING), 5, i -> "w" + i % 3));
    cases.add(
        new Case("count-distinct-words", new CountDistinct(WORDS), 3, GoldenPartialsTest::words));
    cases.add(
        new Case("count-distinct-sketch", new CountDistinct(Scalar.INT64), 300, i -> (long) i));
    cases.add(
        new Case("count-distinct-registers", new CountDistinct(Scalar.INT64), 5000, i -> (long) i));
    cases.add(new Case("quantile", new Quantile(0.5), 5, i -> i * 1.5));
    cases.add(new Case("quantile-sketch", new Quantile(0.9), 100, i -> (long) i));
    cases.add(new Case("quantile-compacted", new Quantile(0.9), 5000, i -> (long) i));
    cases.add(new Case("top-k-int64", new TopK(Scalar.INT64, 2, 9), 7, i -> 1000L * (i % 3)));
    cases.add(new Case("top-k-words", new TopK(WORDS, 2, 9), 3, GoldenPartialsTest::words));
    cases.add(new Case("histogram", new Histogram(Scalar.STRING, 9), 7, i -> "w" + i % 3));
    cases.add(new Case("decayed-sum", new DecayedSum(Duration.ofDays(7)), 3, i -> i + 0.25));
    cases.add(new Case("time-since-last", new TimeSinceLast(), 3, i -> null));
    cases.add(new Case("count-by", new ByKey(new Count(), 9), 5, i -> null));
    cases.add(new Case("sum-by", new ByKey(new Sum(Scalar.DOUBLE), 9), 5, i -> i + 0.25));
    cases.add(new Case("last-by", new ByKey(new Last(Scalar.STRING), 9), 5, i -> "w" + i));
    cases.add(
        new Case("decayed-by", new ByKey(new DecayedSum(Duration.ofDays(7)), 9), 5, i -> 1.0));
    return cases.stream();
  }

  /** All but the one that tosses coins. */
  static Stream<Case> repeatable() {
    return cases().filter(one -> !one.name.equals("quantile-compacted"));
  }

  /** All but sketches, whose insides are the library's to check. */
  static Stream<Case> ours() {
    return cases().filter(one -> !one.aggregation.approximate() || one.events < 10);
  }

  private static Object words(int i) {
    return List.of("w" + i, "w" + (i + 1));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatWasWrittenOnceIsReadAsItWasThen(Case one) {
    GoldenFile golden = one.golden();
    Partial read = one.aggregation.read(new ByteReader(golden.bytes()));
    assertThat(one.aggregation.canonical()).isEqualTo(golden.text().get(0));
    assertThat(String.valueOf(read.reading().at(T))).isEqualTo(golden.text().get(1));
    assertThat(read.heapBytes()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void whatIsWrittenNowAreTheSameBytes(Case one) {
    GoldenFile golden = one.golden();
    assertThat(Foldings.bytes(one.folded())).isEqualTo(golden.bytes());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bytesThatAreCutOffAreRefused(Case one) {
    byte[] bytes = one.golden().bytes();
    for (int length = 0; length < bytes.length; length += bytes.length < 200 ? 1 : 97) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> one.aggregation.read(new ByteReader(cut)))
          .as("the first %s bytes", length)
          .isInstanceOf(MalformedBytesException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("ours")
  void bytesThatAreDamagedAreRefusedOrAreThoseOfAnotherPartial(Case one) {
    byte[] bytes = one.golden().bytes();
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        Partial read = one.aggregation.read(new ByteReader(damaged));
        Object value = read.reading().at(T);
        assertThat(value == null || one.aggregation.type().admits(value)).as("%s", value).isTrue();
        one.folded().merge(read);
      } catch (MalformedBytesException refused) {
        assertThat(refused).hasMessageContaining("at byte");
      }
    }
  }

  @Test
  void everyFileIsOfACase() {
    assertThat(GoldenFile.all("partials/1"))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(cases().map(one -> one.name + ".txt").toList());
  }

  private record Case(
      String name, Aggregation aggregation, int events, IntFunction<Object> values) {

    Partial folded() {
      Partial partial = aggregation.zero();
      for (int i = 0; i < events; i++) {
        Object keys = aggregation instanceof ByKey ? List.of("k" + i % 3, "k" + i / 2) : null;
        new Observation(values.apply(i), keys, T - 60_000L + 7_001L * (i % 5), "e" + i)
            .addTo(partial);
      }
      return partial;
    }

    GoldenFile golden() {
      return GoldenFile.of(FOLDER.resolve(name + ".txt"), this::now);
    }

    private GoldenFile now() {
      String reading = String.valueOf(folded().reading().at(T));
      return new GoldenFile(List.of(aggregation.canonical(), reading), Foldings.bytes(folded()));
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
