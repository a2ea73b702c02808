package dev.freshet.features.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.bytes.MalformedBytesException;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.NaivePairs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairFoldTest {

  private static final String YAML =
      """
      project: shop
      sources:
        - name: interactions
          topic: interactions
          event_time: ts
          event_id: id
          fields: {user_id: string, item_id: %s, type: string, price: double}
      pairs:
        - {name: co_views, source: interactions, where: event.type == "view" || event.price > 1.0, by: user_id, of: item_id, within: 10m, k: %d}
      """;

  private static final long START = 1_790_000_000_000L;

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void thereAreTheSamePairsInWhateverOrderEventsCome(long seed) throws Exception {
    Random random = new Random(seed);
    Source source = source("string", 100);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long at = START + random.nextInt(3_600) * 1_000L;
      boolean identified = random.nextInt(10) > 0;
      events.add(event(at, "e" + i, identified, "i" + random.nextInt(8), "view"));
    }
    List<Event> arriving = new ArrayList<>(events);
    IntStream.range(0, 10).forEach(i -> arriving.add(events.get(random.nextInt(60))));
    Collections.shuffle(arriving, random);

    assertThat(made(source, arriving))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(naive(source, arriving));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anEventIsPairedWithTheLatestValuesBeforeIt(long seed) throws Exception {
    Random random = new Random(seed);
    Source source = source("string", 3);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      long at = START + random.nextInt(36_000) * 1_000L;
      events.add(event(at, "e" + i, true, "i" + random.nextInt(20), "view"));
    }
    Collections.sort(events);

    assertThat(made(source, events))
        .as("seed %d", seed)
        .containsExactlyElementsOf(naive(source, events));
  }

  @Test
  void aPairIsTwoEventsAtTheInstantOfTheLaterOne() throws Exception {
    List<Event> made =
        made(
            source("string", 20),
            List.of(
                event(START, "a", true, "lamp", "view"),
                event(START + 60_000, "b", true, "bulb", "view")));

    assertThat(made.stream().map(Event::timestamp)).containsExactly(START + 60_000, START + 60_000);
    assertThat(made.stream().map(event -> List.of(event.slots())))
        .containsExactly(List.of("bulb", "lamp"), List.of("lamp", "bulb"));
    assertThat(made.stream().map(event -> new String(event.tie(), StandardCharsets.UTF_8)))
        .containsExactly("b bulb lamp", "b lamp bulb");
  }

  @Test
  void onlyEventsThatPassAreAndThatAreNearAndOfAnotherValue() throws Exception {
    assertThat(
            made(
                source("string", 20),
                List.of(
                    event(START, "a", true, "lamp", "view"),
                    event(START + 1, "b", true, "bulb", "search"),
                    event(START + 2, "c", true, "lamp", "view"),
                    event(START + 3, "d", true, null, "view"),
                    event(START + 2 + 600_001, "e", true, "plug", "view"))))
        .isEmpty();
  }

  @Test
  void whatFailsOrComesTooLateIsHeard() throws Exception {
    PairFold fold = new PairFold(source("int64", 20));
    PairState state = PairState.create();
    List<String> heard = new ArrayList<>();
    PairMeter meter =
        new PairMeter() {
          @Override
          public void failedWhere() {
            heard.add("failed");
          }

          @Override
          public void tooLate() {
            heard.add("late");
          }
        };
    long day = PairFold.LATEST.toMillis();
    fold.take(state, event(START, "a", true, 1L, "search"), meter);
    fold.take(state, event(START, "b", true, 1L, "view"), meter);
    fold.take(state, event(START - day, "c", true, 2L, "view"), meter);
    fold.take(state, event(START - day - 1, "d", true, 3L, "view"), meter);

    assertThat(heard).containsExactly("failed", "late");
  }

  @Test
  void onePersonsEventsAreRememberedUpToANumber() throws Exception {
    PairFold fold = new PairFold(source("int64", 20));
    PairState state = PairState.create();
    for (int i = 0; i < 2 * PairFold.MOST_SEEN; i++) {
      fold.take(state, event(START + i, "e" + i, true, (long) i, "view"), PairMeter.NONE);
    }

    assertThat(state.seen()).hasSize(PairFold.MOST_SEEN);
    assertThat(state.seen().get(0).value()).isEqualTo((long) PairFold.MOST_SEEN);
  }

  @Test
  void bytesOfAnotherVersionAreRefused() {
    assertThatThrownBy(() -> PairState.read(new byte[] {9}))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("version 9");
  }

  private Source source(String type, int k) throws Exception {
    Files.writeString(folder.resolve("features.yaml"), YAML.formatted(type, k));
    return RepositoryReader.read(folder).source("co_views").orElseThrow();
  }

  private static Event event(long at, String id, boolean identified, Object item, String type) {
    Object[] slots = {"u", item, type, null, null};
    return new Event(at, identified, id.getBytes(StandardCharsets.UTF_8), slots);
  }

  /** Through bytes after each event, as a job's state goes. */
  private static List<Event> made(Source source, List<Event> events) {
    PairFold fold = new PairFold(source);
    byte[] kept = PairState.create().write();
    List<Event> made = new ArrayList<>();
    for (Event event : events) {
      PairState state = PairState.read(kept);
      made.addAll(fold.take(state, event, PairMeter.NONE));
      kept = state.write();
    }
    return made;
  }

  private static List<Event> naive(Source source, List<Event> arriving) {
    NaivePairs naive = new NaivePairs(source);
    arriving.forEach(naive::take);
    return naive.pairs();
  }
}
