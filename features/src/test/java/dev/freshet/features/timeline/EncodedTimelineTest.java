package dev.freshet.features.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import dev.freshet.features.timeline.TimelineBuilder.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedTimelineTest {

  private static final long START = 1_790_000_000_123L;
  private static final long ENDLESS = Long.MAX_VALUE;

  @Test
  void aReaderPicksTheLastStepThatIsNotAfterItsClock() {
    Piece piece = new Piece();
    piece.prepend(START + 60_000, new Reading.Constant(0L));
    piece.prepend(START + 10_000, new Reading.Constant(1L));
    piece.prepend(START, new Reading.Constant(3L));
    byte[] bytes = encode(timeline(piece), 0L, ENDLESS);

    assertThat(read(bytes, 0L, ENDLESS, START)).isEqualTo(3L);
    assertThat(read(bytes, 0L, ENDLESS, START + 9_999)).isEqualTo(3L);
    assertThat(read(bytes, 0L, ENDLESS, START + 10_000)).isEqualTo(1L);
    assertThat(read(bytes, 0L, ENDLESS, START + 999_999)).isEqualTo(0L);
  }

  @Test
  void theValueWithNoEventTakesTwoBytes() {
    Piece piece = new Piece();
    piece.prepend(START, new Reading.Constant(List.of()));
    assertThat(encode(timeline(piece), List.of(), ENDLESS)).hasSize(2);
  }

  @Test
  void anInstantWithNoChangeIsNoStep() {
    Piece piece = new Piece();
    piece.prepend(START + 2, new Reading.Constant("a"));
    piece.prepend(START + 1, new Reading.Constant("a"));
    piece.prepend(START, new Reading.Constant("a"));
    assertThat(timeline(piece).frames()).hasSize(1);
  }

  @Test
  void beyondTheHorizonThereIsNoValue() {
    Piece piece = new Piece();
    piece.prepend(START + 60_000, new Reading.Constant(0L));
    piece.prepend(START, new Reading.Constant(3L));
    long horizon = START + 60_000;
    byte[] bytes = encode(timeline(piece), 0L, horizon);

    assertThat(read(bytes, 0L, horizon, horizon - 1)).isEqualTo(3L);
    assertThat(read(bytes, 0L, horizon, horizon)).isSameAs(TimelineReader.BEYOND_HORIZON);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyKindOfValueReadsBackAtEveryInstantAndHorizon(long seed) {
    Random random = new Random(seed);
    for (Function<Random, Reading> kind : kinds()) {
      Timeline timeline = random(random, kind);
      long horizon =
          random.nextBoolean() ? ENDLESS : START + (long) (random.nextDouble() * 3_000_000);
      byte[] bytes = encode(timeline, 0L, horizon);
      boolean cut = timeline.lastChange() >= horizon;
      for (int i = 0; i < 40; i++) {
        long t = START + (long) (random.nextDouble() * 4_000_000);
        Object expected = cut && t >= horizon ? TimelineReader.BEYOND_HORIZON : timeline.at(t);
        assertThat(read(bytes, 0L, horizon, t)).as("seed %d at %d", seed, t).isEqualTo(expected);
      }
    }
  }

  private static List<Function<Random, Reading>> kinds() {
    Duration halfLife = Duration.ofMinutes(7);
    return List.of(
        random -> new Reading.Constant((long) random.nextInt(3)),
        random -> new Reading.Constant(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE),
        random -> new Reading.Constant(random.nextInt(3) == 0 ? null : random.nextInt(9) / 3.0),
        random -> new Reading.Constant(random.nextBoolean() ? "x" + random.nextInt(4) : null),
        random -> new Reading.Constant(random.nextBoolean()),
        random -> new Reading.Constant(Instant.ofEpochMilli(random.nextInt())),
        random -> new Reading.Constant(words(random)),
        random -> new Reading.Constant(counts(random)),
        random -> new Reading.Elapsed(START - random.nextInt(5000)),
        random ->
            random.nextInt(3) == 0
                ? new Reading.Constant(0.0)
                : new Reading.Decaying(random.nextDouble(), START - random.nextInt(99), halfLife),
        random -> {
          Map<String, Reading.Decaying> sums = new TreeMap<>();
          for (String key : words(random)) {
            sums.put(key, new Reading.Decaying(random.nextDouble(), START, halfLife));
          }
          return new Reading.DecayingByKey(sums);
        });
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      words.add("w" + random.nextInt(6));
    }
    return words;
  }

  private static Map<String, Object> counts(Random random) {
    Map<String, Object> counts = new TreeMap<>();
    words(random).forEach(word -> counts.put(word, (long) random.nextInt(3)));
    return counts;
  }

  private static Timeline random(Random random, Function<Random, Reading> kind) {
    long unit = List.of(1L, 1000L, 60_000L).get(random.nextInt(3));
    TreeMap<Long, Reading> frames = new TreeMap<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      frames.put(
          Math.floorDiv(START + random.nextInt(3_000_000), unit) * unit + unit, kind.apply(random));
    }
    frames.put(START, kind.apply(random));
    Piece piece = new Piece();
    frames.descendingMap().forEach(piece::prepend);
    return timeline(piece);
  }

  private static Timeline timeline(Piece piece) {
    TimelineBuilder builder = new TimelineBuilder();
    builder.append(piece, true);
    return builder.build();
  }

  private static byte[] encode(Timeline timeline, Object empty, long horizon) {
    ByteWriter out = new ByteWriter();
    EncodedTimeline.of(timeline, empty).write(out, horizon);
    return out.toByteArray();
  }

  private static Object read(byte[] bytes, Object empty, long horizon, long t) {
    return TimelineReader.read(new ByteReader(bytes), empty, START, horizon, t);
  }
}
