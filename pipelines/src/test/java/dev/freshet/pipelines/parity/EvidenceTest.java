package dev.freshet.pipelines.parity;

import static dev.freshet.pipelines.parity.Evidence.Verdict.OTHER;
import static dev.freshet.pipelines.parity.Evidence.Verdict.SAME;
import static dev.freshet.pipelines.parity.Evidence.Verdict.WITHIN_BOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.pipelines.archive.Arrival;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

  private static final long START = 1_790_000_000_000L;
  private static final long NOW = START + 1_000_000;

  @TempDir private Path folder;

  private Repository repository;
  private List<AggregatedFeature> features;

  @BeforeEach
  void read() throws Exception {
    Files.writeString(
        folder.resolve("shop.yaml"),
        """
        project: shop
        sources:
          - name: orders
            topic: orders
            event_time: ts
            event_id: id
            fields: {user_id: string, price: double, kind: string}
        entities:
          - {name: user, join_keys: [user_id]}
        feature_views:
          - name: spend
            entity: user
            source: orders
            where: event.kind != "test"
            features:
              - {name: median, aggregation: quantile, q: 0.5, value: event.price, where: event.kind == "buy"}
              - {name: kinds, aggregation: count_distinct, value: event.kind}
              - {name: total, aggregation: sum, value: event.price}
        """);
    repository = RepositoryReader.read(folder);
    features = repository.views().get(0).features();
  }

  @Test
  void aQuantileIsWithinItsBoundIfItsRankIs() {
    // Prices 0 to 999, of which the median is 499.
    List<Folded> events = events(1_000, "buy");
    events.addAll(events(500, "test"));

    assertThat(verdict(0, 499.0, 499.0, events)).isEqualTo(SAME);
    assertThat(verdict(0, 485.0, 499.0, events)).isEqualTo(WITHIN_BOUND);
    assertThat(verdict(0, 514.0, 499.0, events)).isEqualTo(WITHIN_BOUND);
    assertThat(verdict(0, 480.0, 499.0, events)).isEqualTo(OTHER);
    assertThat(verdict(0, 520.0, 499.0, events)).isEqualTo(OTHER);
    assertThat(verdict(0, 499.5, 499.0, events)).as("no value there was").isEqualTo(OTHER);
    assertThat(verdict(0, null, 499.0, events)).isEqualTo(OTHER);
  }

  @Test
  void aQuantileOfFewValuesIsExact() {
    assertThat(verdict(0, 32.0, 31.0, events(64, "buy"))).isEqualTo(OTHER);
  }

  @Test
  void aCountOfManyDistinctValuesIsWithinItsBound() {
    List<Folded> events = events(10, "buy");

    assertThat(verdict(1, 1_020L, 1_000L, events)).isEqualTo(WITHIN_BOUND);
    assertThat(verdict(1, 1_100L, 1_000L, events)).isEqualTo(OTHER);
    assertThat(verdict(1, 101L, 100L, events)).as("exact up to 256").isEqualTo(OTHER);
  }

  @Test
  void aSumIsTheSameButForTheRoundingOfItsAddends() {
    // The addends' magnitudes come to 499,500.
    List<Folded> events = events(1_000, "buy");

    assertThat(verdict(2, 1e-4, 0.0, events)).isEqualTo(SAME);
    assertThat(verdict(2, 1e-2, 0.0, events)).isEqualTo(OTHER);
    assertThat(verdict(2, 1e-4, 0.0, List.of())).isEqualTo(OTHER);
  }

  private Evidence.Verdict verdict(int feature, Object served, Object right, List<Folded> events) {
    return new Evidence(repository).of(features.get(feature), served, right, events, NOW);
  }

  /** Orders of prices from 0 on. */
  private List<Folded> events(int count, String kind) {
    Source source = repository.sources().get(0);
    List<Folded> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Event event =
          new Event(
              START + i,
              true,
              (kind + i).getBytes(StandardCharsets.UTF_8),
              new Object[] {"ada", (double) i, kind});
      Arrival arrival =
          new Arrival("user", "ada", "orders", "orders", 0, i, START + i, 1, 1, i + 1);
      events.add(new Folded(arrival, source, event, START + i));
    }
    return events;
  }
}
