package dev.freshet.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.Arrivals;
import dev.freshet.features.oracle.Expected;
import dev.freshet.features.oracle.Oracle;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.oracle.RandomRepository;
import dev.freshet.features.row.EntityKey;
import dev.freshet.features.row.Row;
import dev.freshet.features.row.RowReader;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.Status;
import dev.freshet.features.row.ViewSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine against the naive evaluator, over random repositories, events and questions. */
class RandomRepositoriesTest {

  private static final long START = 1_790_000_000_000L;
  private static final int BUDGET_BYTES = 16 * 1024;

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("freshet.seeds", 60));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyValueOfARowIsWhatScanningAllEventsGives(long seed) throws Exception {
    Random random = new Random(seed);
    Files.writeString(folder.resolve("features.yaml"), RandomRepository.yaml(random, "topic"));
    long clock = START + random.nextInt(1_000_000_000);
    long reach = List.of(60_000L, 3_600_000L, 86_400_000L, 40 * 86_400_000L).get(random.nextInt(4));
    World world = new World(RepositoryReader.read(folder), random, seed, reach);
    for (int i = 0; i < 120; i++) {
      clock += random.nextInt(4) == 0 ? random.nextInt(2000) : 0;
      world.send(clock, reach);
      if (random.nextInt(10) == 0) {
        world.ask(clock);
      }
      if (random.nextInt(25) == 0) {
        clock += (long) (random.nextDouble() * reach / 20);
        world.ask(clock);
      }
    }
    world.ask(clock);
  }

  /** All entities of a repository, each with its state and the events that it ever saw. */
  private static final class World {

    private final Repository repository;
    private final Random random;
    private final long seed;
    private final long reach;
    private final RandomEvents events;
    private final ViewSchemas schemas;
    private final Map<Entity, EntityFold> folds = new HashMap<>();
    private final Map<String, One> ones = new TreeMap<>();

    World(Repository repository, Random random, long seed, long reach) {
      this.reach = reach;
      this.repository = repository;
      this.random = random;
      this.seed = seed;
      this.events = new RandomEvents(random);
      this.schemas = ViewSchemas.of(repository);
      for (Entity entity : repository.entities()) {
        if (!repository.viewsOf(entity).isEmpty()) {
          folds.put(entity, EntityFold.of(repository, entity));
        }
      }
    }

    void send(long clock, long reach) {
      Made made = events.next(clock, reach);
      Source source =
          repository.recordedSources().get(random.nextInt(repository.recordedSources().size()));
      Event event = made.event(source);
      folds.forEach(
          (entity, fold) -> {
            if (fold.sources().contains(source)) {
              key(entity, source, event)
                  .map(key -> ones.computeIfAbsent(entity.name() + " " + key, k -> new One(fold)))
                  .ifPresent(one -> one.take(source, event, clock));
            }
          });
    }

    void ask(long clock) {
      for (One one : ones.values()) {
        one.maybeRestore(random);
        Reach reach = random.nextBoolean() ? Reach.NEAR : Reach.FULL;
        Row row = one.fold.row(one.state, clock, reach, random.nextInt(5) == 0 ? 64 : BUDGET_BYTES);
        byte[] bytes = row.encode(1, 2);
        assertThat(row.horizon()).isGreaterThan(clock + Duration.ofMinutes(5).toMillis());
        for (int i = 0; i < 6; i++) {
          one.check(bytes, row, instant(clock));
        }
      }
    }

    private long instant(long clock) {
      return switch (random.nextInt(5)) {
        case 0 -> clock;
        case 1 -> clock + random.nextInt(300_000);
        case 2 -> Math.floorDiv(clock + random.nextInt(7_200_000), 60_000) * 60_000 + 60_000;
        case 3 -> clock + random.nextInt(90_000_000);
        default -> clock + (long) (random.nextDouble() * 95 * 86_400_000L);
      };
    }

    private static Optional<String> key(Entity entity, Source source, Event event) {
      List<Object> values = new ArrayList<>();
      for (Entity.JoinKey joinKey : entity.joinKeys()) {
        Object value = event.slots()[source.slot(joinKey.name()).orElseThrow()];
        if (value == null) {
          return Optional.empty();
        }
        values.add(value);
      }
      return Optional.of(EntityKey.of(values));
    }

    /** One entity. */
    private final class One {

      private final EntityFold fold;
      private final Map<Source, Arrivals> arrivals = new HashMap<>();
      private EntityState state;

      One(EntityFold fold) {
        this.fold = fold;
        this.state = fold.create();
      }

      void take(Source source, Event event, long clock) {
        boolean repeated = !arrivals.computeIfAbsent(source, Arrivals::new).add(event);
        Outcome outcome = fold.fold(state, source, event, clock, FoldMeter.NONE);
        assertThat(outcome == Outcome.REPEATED).as("seed %d: %s", seed, event).isEqualTo(repeated);
      }

      void maybeRestore(Random random) {
        if (random.nextInt(3) == 0) {
          state = fold.read(fold.write(state));
        }
      }

      void check(byte[] bytes, Row row, long t) {
        for (FeatureView view : repository.viewsOf(fold.entity())) {
          if (view.ttl().isPresent() && 60 * view.ttl().get().toMillis() < reach) {
            continue; // runs so far back are let go, and not found again by events so late
          }
          RowReading reading = new RowReader(schemas, view.features()).read(bytes, t);
          for (int i = 0; i < view.features().size(); i++) {
            check(view, view.features().get(i), reading, i, row, t);
          }
        }
      }

      private void check(
          FeatureView view, AggregatedFeature feature, RowReading reading, int i, Row row, long t) {
        Object value = reading.values()[i];
        String told = "seed %d, %s of %s".formatted(seed, feature.fullName(), fold.entity());
        if (reading.horizon() != RowVersion.ENDLESS
            && reading.statuses()[i] == Status.OUTSIDE_MAX_AGE
            && value == null
            && t >= row.horizon()) {
          return;
        }
        List<Event> events = arrivals.computeIfAbsent(view.source(), Arrivals::new).firsts();
        Expected expected = Oracle.value(view, feature, events, t);
        assertThat(expected.admits(value))
            .as("%s at %d: read %s, wanted %s", told, t, value, expected.value())
            .isTrue();
        Status status =
            expected.expired()
                ? Status.OUTSIDE_MAX_AGE
                : value == null ? Status.NULL_VALUE : Status.PRESENT;
        assertThat(reading.statuses()[i]).as(told).isEqualTo(status);
        if (value != null) {
          assertThat(feature.type().admits(value)).as("%s: %s", told, value).isTrue();
        }
      }
    }
  }
}
