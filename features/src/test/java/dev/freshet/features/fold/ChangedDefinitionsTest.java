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
import dev.freshet.features.row.Row;
import dev.freshet.features.row.RowReader;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.ViewSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** States written under some definitions and read under others. */
class ChangedDefinitionsTest {

  private static final long START = 1_790_000_000_000L;
  private static final long REACH = 3_600_000;

  private static final String SOURCE =
      """
      project: evolving
      sources:
        - name: clicks
          topic: clicks
          event_time: at
          event_id: id
          fields: {user_id: string, item_id: int64, kind: string, price: double}
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
      """;

  private static final String BEFORE =
      """
            - {name: clicks, aggregation: count, windows: [5m, 1h, lifetime]}
            - {name: carts, aggregation: count, where: event.kind == "cart", windows: [1h, lifetime]}
            - {name: spend, aggregation: sum, value: event.price, windows: [1h]}
            - {name: recent, aggregation: last_k, k: 5, value: event.item_id, windows: [1h]}
            - {name: interest, aggregation: decayed_sum, value: 1.0, half_life: 5m}
      """;

  private static final String AFTER =
      """
            - {name: interest, aggregation: decayed_sum, value: 1.0, half_life: 5m}
            - {name: latest, aggregation: last_k, k: 3, value: event.kind, windows: [1h]}
            - {name: orders, aggregation: count, where: event.kind == "order", windows: [1h, lifetime]}
            - {name: recent, aggregation: last_k, k: 5, value: event.item_id, windows: [1h]}
            - {name: spend, aggregation: sum, value: event.price, windows: [1h]}
            - {name: clicks, aggregation: count, windows: [lifetime, 1d, 1h, 5m]}
      """;

  private static final Set<String> ADDED =
      Set.of("latest_1h", "orders_1h", "orders_lifetime", "clicks_1d");

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("freshet.seeds", 60));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keptFeaturesGoOnAndAddedOnesBeginThere(long seed) throws Exception {
    Random random = new Random(seed);
    Repository before = read("before", BEFORE);
    Repository after = read("after", AFTER);
    Source source = before.sources().get(0);
    EntityFold fold = EntityFold.of(before, user(before));
    EntityState state = fold.create();
    RandomEvents events = new RandomEvents(random);
    Arrivals arrivals = new Arrivals(source);
    List<Event> added = new ArrayList<>();
    long clock = START;
    int change = 50 + random.nextInt(50);
    for (int i = 0; i < 150; i++) {
      clock += random.nextInt(2_000);
      if (i == change) {
        fold = EntityFold.of(after, user(after));
        state = fold.read(EntityFold.of(before, user(before)).write(state));
        state.pending().forEach(waiting -> added.add(waiting.event()));
      }
      if (random.nextInt(3) == 0) {
        state = fold.read(fold.write(state));
      }
      Event event = events.next(clock, REACH).event(source);
      boolean isNew = arrivals.add(event);
      Outcome outcome = fold.fold(state, source, event, clock, FoldMeter.NONE);
      assertThat(outcome).isEqualTo(isNew ? Outcome.FOLDED : Outcome.REPEATED);
      if (i >= change && isNew) {
        added.add(event);
      }
      if (i > change && random.nextInt(5) == 0) {
        Row row = fold.row(state, clock, Reach.FULL, 16 << 10);
        byte[] bytes = row.encode(1, 2);
        for (int question = 0; question < 10; question++) {
          long t = clock + (question == 0 ? 0 : random.nextInt(question < 5 ? 70_000 : 7_200_000));
          check("seed " + seed, after, bytes, t, arrivals.firsts(), added);
        }
      }
    }
  }

  private static void check(
      String told, Repository repository, byte[] row, long t, List<Event> all, List<Event> added) {
    FeatureView view = repository.views().get(0);
    RowReading reading = new RowReader(ViewSchemas.of(repository), view.features()).read(row, t);
    for (int i = 0; i < view.features().size(); i++) {
      AggregatedFeature feature = view.features().get(i);
      List<Event> events = ADDED.contains(feature.name()) ? added : all;
      Expected expected = Oracle.value(view, feature, events, t);
      Object value = reading.values()[i];
      assertThat(expected.admits(value))
          .as("%s, %s at %d: read %s, wanted %s", told, feature.name(), t, value, expected.value())
          .isTrue();
    }
  }

  private static Entity user(Repository repository) {
    return repository.entity("user").orElseThrow();
  }

  private Repository read(String name, String features) throws Exception {
    Path definitions = Files.createDirectory(folder.resolve(name));
    Files.writeString(definitions.resolve("features.yaml"), SOURCE + features);
    return RepositoryReader.read(definitions);
  }
}
