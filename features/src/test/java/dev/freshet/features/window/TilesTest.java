package dev.freshet.features.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.Count;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilesTest {

  private static final byte[] NO_TIE = {};
  private static final long NOW = 1_790_000_000_000L;
  private static final Aggregation COUNT = new Count();
  private static final Window HOUR = new Window(Duration.ofHours(1), "1h");
  private static final Window WEEK = new Window(Duration.ofDays(7), "7d");
  private static final Window ODD = new Window(Duration.ofSeconds(241), "241s");

  @Test
  void countsWhatAWindowSees() {
    Tiles tiles = new Tiles(COUNT, new Tiling(List.of(HOUR, WEEK)), NOW);
    tiles.add(null, null, NOW - 1, NO_TIE);
    tiles.add(null, null, NOW - Duration.ofMinutes(90).toMillis(), NO_TIE);

    assertThat(tiles.through(HOUR, NOW).reading().at(NOW)).isEqualTo(1L);
    assertThat(tiles.through(WEEK, NOW).reading().at(NOW)).isEqualTo(2L);
  }

  @Test
  void tilesMergeAsTimeGoesOnAndVanishBehindTheWidestWindow() {
    Tiles tiles = new Tiles(COUNT, new Tiling(List.of(HOUR, WEEK)), NOW);
    for (int i = 1; i <= 100; i++) {
      tiles.add(null, null, NOW - i * 30_000L, NO_TIE);
    }
    int fine = tiles.size();
    tiles.advance(NOW + Duration.ofHours(5).toMillis());
    assertThat(tiles.size()).isLessThan(5).isLessThan(fine);
    assertThat(tiles.lastLeave()).isGreaterThan(NOW + WEEK.millis());
    tiles.advance(tiles.lastLeave() - 1);
    assertThat(tiles.isEmpty()).isFalse();
    tiles.advance(NOW + WEEK.millis() + Hop.THREE_HOURS.millis());
    assertThat(tiles.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverTheOrderTheWalkTellsWhatScanningGives(long seed) {
    Random random = new Random(seed);
    List<Window> windows = List.of(ODD, HOUR, WEEK);
    Tiles tiles = new Tiles(COUNT, new Tiling(windows), NOW);
    List<Long> times = new ArrayList<>();
    long clock = NOW;
    for (int i = 0; i < 300; i++) {
      clock += random.nextInt(200_000);
      long time = clock - 1 - (long) (WEEK.millis() * 1.1 * Math.pow(random.nextDouble(), 5));
      times.add(time);
      tiles.add(null, null, time, NO_TIE);
      if (random.nextInt(10) == 0) {
        tiles.advance(clock);
        tiles = copy(tiles, windows);
      }
      if (random.nextInt(30) == 0) {
        tiles.advance(clock);
        for (Window window : windows) {
          check(tiles, window, clock, clock + random.nextInt(1_000_000_000), times, seed);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readAgainAndAgainTilesTellWhatScanningGives(long seed) {
    Random random = new Random(seed);
    List<Window> windows = List.of(ODD, HOUR, WEEK);
    Tiles tiles = new Tiles(COUNT, new Tiling(windows), NOW);
    List<Long> times = new ArrayList<>();
    long clock = NOW;
    for (int i = 0; i < 5_000; i++) {
      clock += pause(random);
      // Now and then one comes late, or time passes without a reading.
      long late = random.nextInt(500) == 0 ? random.nextInt(3_000_000) : 0;
      times.add(clock - 1 - late);
      tiles.add(null, null, clock - 1 - late, NO_TIE);
      if (random.nextInt(50) == 0) {
        tiles.advance(clock);
      }
      if (random.nextInt(3) == 0) {
        tiles.advance(clock);
        Window window = windows.get(random.nextInt(windows.size()));
        assertThat(tiles.through(window, clock).reading().at(clock))
            .as("seed %d, event %d, %s", seed, i, window.text())
            .isEqualTo(scan(window, times, clock));
      }
    }
  }

  private static long pause(Random random) {
    return switch (random.nextInt(2_000)) {
      case 0 -> random.nextInt(1_000_000_000);
      case 1, 2, 3, 4, 5 -> random.nextInt(4_000_000);
      default -> random.nextInt(1_000);
    };
  }

  private static void check(
      Tiles tiles, Window window, long from, long until, List<Long> times, long seed) {
    TreeMap<Long, Object> walked = new TreeMap<>();
    boolean more =
        tiles.walk(
            window,
            from,
            until,
            (instant, left) -> walked.put(instant, left.reading().at(instant)));
    TreeMap<Long, Long> scanned = new TreeMap<>();
    walked.keySet().forEach(t -> scanned.put(t, scan(window, times, t)));
    assertThat(walked).as("seed %d", seed).isEqualTo(scanned);
    for (long t = from; t <= until; t += 1 + (until - from) / 50) {
      assertThat(walked.floorEntry(t).getValue())
          .as("seed %d, %s at %d", seed, window.text(), t)
          .isEqualTo(scan(window, times, t));
    }
    assertThat(more).isEqualTo(scan(window, times, until) > 0);
  }

  private static long scan(Window window, List<Long> times, long t) {
    return times.stream().filter(time -> time >= window.far(t) && time < t).count();
  }

  private static Tiles copy(Tiles tiles, List<Window> windows) {
    ByteWriter out = new ByteWriter();
    tiles.write(out);
    return Tiles.read(COUNT, new Tiling(windows), new ByteReader(out.toByteArray()));
  }
}
