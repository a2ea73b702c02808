package dev.freshet.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.event.Event;
import dev.freshet.features.event.FieldsHash;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.Oracle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values of a view with a {@code ttl} by how late its events come: what {@code
 * docs/decisions/segments-of-a-view.md} says.
 */
class LateEventsTest {

  private static final long TTL = 1_800_000;
  private static final long BEGIN = 1_800_000_000_000L;
  private static final int MOST_EVENTS = 300;

  @TempDir Path folder;

  private FeatureView view;
  private EntityFold fold;

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
        """);
    Repository repository = RepositoryReader.read(folder);
    view = repository.view("session").orElseThrow();
    fold = EntityFold.of(repository, repository.entity("user").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"2,2", "4,8", "8,4", "8,32", "16,1", "16,16", "48,2", "48,6", "64,3", "64,4.5"})
  void theOrderOfArrivalDoesNotMatterForEventsUpTo64TimesTheTtlLate(
      double stretch, double density) {
    for (int seed = 0; seed < 10; seed++) {
      assertThat(differing(stretch, density, seed)).as("seed %d", seed).isZero();
    }
  }

  @Test
  void evenLaterEventsSeldomMatter() {
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      sum += differing(100, 3, seed);
    }
    assertThat(sum / 20).isLessThan(0.02);
  }

  @Test
  void pausesThatALateEventCouldFillDoNotPileUp() {
    EntityState state = fold.create();
    int bytes = 0;
    for (int i = 0; i < 1_000; i++) {
      Event event = event(BEGIN + i * (TTL + TTL / 2), i);
      fold.fold(state, view.source(), event, event.timestamp() + 1, FoldMeter.NONE);
      if (i == 100) {
        bytes = fold.write(state).length;
      }
    }
    assertThat(fold.write(state).length).isLessThan(2 * bytes);
  }

  /** The share of values that are not those of all events that have come. */
  private double differing(double stretch, double density, int seed) {
    Random random = new Random(seed);
    List<Event> arrivals = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_EVENTS, stretch * density); i++) {
      arrivals.add(event(BEGIN + (long) (random.nextDouble() * stretch * TTL), i));
    }
    Collections.shuffle(arrivals, random);
    EntityState state = fold.create();
    List<Event> come = new ArrayList<>();
    long newest = 0;
    int compared = 0;
    int differ = 0;
    for (Event event : arrivals) {
      fold.fold(state, view.source(), event, BEGIN + 1_000 * TTL, FoldMeter.NONE);
      come.add(event);
      newest = Math.max(newest, event.timestamp());
      for (AggregatedFeature feature : view.features()) {
        compared++;
        Object value = fold.value(state, feature, newest + 1);
        differ += Oracle.value(view, feature, come, newest + 1).admits(value) ? 0 : 1;
      }
    }
    return (double) differ / compared;
  }

  private static Event event(long timestamp, long number) {
    Object[] slots = {"u", number};
    return new Event(timestamp, false, FieldsHash.of(slots), slots);
  }
}
