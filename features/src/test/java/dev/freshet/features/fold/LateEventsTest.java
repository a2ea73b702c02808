package dev.freshet.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.event.FieldsHash;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.Oracle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often a value of a view with a {@code ttl} depends on the order of arrival, by how late
 * events come: the figures of {@code docs/decisions/segments-of-a-view.md}.
 */
class LateEventsTest {

  private static final long TTL = 1_800_000;
  private static final long BEGIN = 1_800_000_000_000L;
  private static final int EVENTS = 200;
  private static final int SEEDS = 20;

  /** How many events there are in the length of a {@code ttl}: from separate ones to one run. */
  private static final List<Double> DENSITIES = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

  @TempDir Path folder;

  private FeatureView view;

  @BeforeEach
  void read() throws Exception {
    Files.writeString(
        folder.resolve("shop.yaml"),
        """
        project: shop
        sources:
          - {name: clicks, topic: clicks, event_time: ts, fields: {user_id: string, number: int64}}
        entities:
          - {name: user, join_keys: [user_id]}
        feature_views:
          - name: session
            entity: user
            source: clicks
            ttl: 30m
            features:
              - {name: clicks, aggregation: count}
              - {name: first, aggregation: first, value: event.number}
        feature_services:
          - {name: home, features: [session]}
        """);
    Repository repository = RepositoryReader.read(folder);
    view = repository.view("session").orElseThrow();
    fold = EntityFold.of(repository, repository.entity("user").orElseThrow());
  }

  private EntityFold fold;

  @Test
  void aValueDoesNotDependOnTheOrderWhileEventsAreNoLaterThanTwiceTheTtl() {
    assertThat(share(2)).isZero();
  }

  @Test
  void table() {
    for (double late : new double[] {1, 2, 3, 4, 6, 8, 16, 48}) {
      StringBuilder line = new StringBuilder("LATE " + late);
      for (double d : DENSITIES) {
        line.append(String.format("  %.4f", IntStream.range(0, SEEDS).mapToDouble(s -> share(late, d, s)).average().getAsDouble()));
      }
      System.out.println(line);
    }
  }

  private double share(double late) {
    return DENSITIES.stream()
        .flatMapToDouble(
            density -> IntStream.range(0, SEEDS).mapToDouble(seed -> share(late, density, seed)))
        .average()
        .orElseThrow();
  }

  /** The share of values that are not those of all events that have come. */
  private double share(double late, double density, int seed) {
    Random random = new Random(seed);
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      long at = BEGIN + (long) (random.nextDouble() * EVENTS * TTL / density);
      arrivals.add(new Arrival(event(at, i), at + (long) (random.nextDouble() * late * TTL)));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    EntityState state = fold.create();
    List<Event> come = new ArrayList<>();
    int compared = 0;
    int differ = 0;
    long newest = 0;
    for (Arrival arrival : arrivals) {
      fold.fold(state, view.source(), arrival.event(), arrival.at(), FoldMeter.NONE);
      come.add(arrival.event());
      newest = Math.max(newest, arrival.event().timestamp());
      for (AggregatedFeature feature : view.features()) {
        compared++;
        Object value = fold.value(state, feature, newest + 1);
        differ += Oracle.value(view, feature, come, newest + 1).admits(value) ? 0 : 1;
      }
    }
    return (double) differ / compared;
  }

  private Event event(long timestamp, long number) {
    Source source = view.source();
    Object[] slots = new Object[source.fields().size()];
    slots[source.slot("user_id").orElseThrow()] = "u";
    slots[source.slot("number").orElseThrow()] = number;
    return new Event(timestamp, false, FieldsHash.of(slots), slots);
  }

  private record Arrival(Event event, long at) {}
}
