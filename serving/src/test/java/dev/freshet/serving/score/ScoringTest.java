package dev.freshet.serving.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.serving.fixture.MemoryStore;
import dev.freshet.serving.fixture.RowWriter;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.log.ServedRow;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.registry.ModelRegistry;
import dev.freshet.serving.request.Dialect;
import dev.freshet.serving.request.JsonRequest;
import dev.freshet.serving.request.RankJson;
import dev.freshet.serving.request.ScoreJson;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.FeatureVectors;
import dev.freshet.serving.vector.VectorReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores and rankings, held against the model's formula over what the features are one by one. */
class ScoringTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final Deadline DEADLINE = Deadline.in(Duration.ofMinutes(1));

  private final MemoryStore store = new MemoryStore();
  private final ServingMetrics metrics = new ServingMetrics();
  private final ModelRegistry models = ModelRegistry.open(Shop.repository(), metrics);
  private final List<List<ServedRow>> logged = new ArrayList<>();
  private final VectorReader reader = store.reader(metrics, () -> NOW);
  private final Scoring scoring = new Scoring(reader, models, metrics, logged::add);

  @AfterEach
  void close() {
    models.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aScoreIsTheModelsFormulaAndItsReasonsAddUp(long seed) {
    write(new Random(seed));
    Scores scores =
        scoring
            .score(
                ScoreJson.read(
                    """
                    {"model": "buy", "entities": {"user_id": ["u0", "u1", "u2", "nobody"], "item_id": 3},
                     "context": {"hour": 20}, "explain": true}"""
                        .getBytes(UTF_8)),
                DEADLINE)
            .join();

    for (int row = 0; row < 4; row++) {
      String user = List.of("u0", "u1", "u2", "nobody").get(row);
      double raw = naive(user, 3);
      assertThat(scores.raw()[row]).as("seed %d, %s", seed, user).isCloseTo(raw, within(1e-9));
      assertThat(scores.scores()[row]).isCloseTo(1 / (1 + Math.exp(-raw)), within(1e-9));
      Reasons reasons = scores.reasons().get(row);
      assertThat(
              reasons.bias()
                  + reasons.contributions().stream().mapToDouble(Contribution::amount).sum())
          .isCloseTo(raw, within(1e-9));
      assertThat(reasons.contributions())
          .isSortedAccordingTo(Comparator.comparingDouble(c -> -Math.abs(c.amount())));
      assertThat(reasons.contributions()).hasSize(7);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aRankingIsTheNaiveOne(long seed) {
    Random random = new Random(seed);
    write(random);
    List<Integer> candidates =
        new ArrayList<>(random.ints(30, 0, 40).boxed().toList()); // with repeats and strangers
    int limit = 1 + random.nextInt(12);
    int max = 1 + random.nextInt(3);
    int asked = store.asked().size();

    Ranking ranking =
        scoring
            .rank(
                RankJson.read(
                    """
                    {"model": "buy", "entities": {"user_id": "u1"}, "candidates": {"item_id": %s},
                     "context": {"hour": 20}, "limit": %d, "exclude": ["user_activity:recent_items"],
                     "diversity": {"by": "item_stats:views_1h", "max": %d}}"""
                        .formatted(candidates, limit, max)
                        .getBytes(UTF_8)),
                DEADLINE)
            .join();

    assertThat(store.asked().subList(asked, store.asked().size()))
        .as("one round trip, each row once")
        .singleElement()
        .satisfies(keys -> assertThat(keys).doesNotHaveDuplicates());
    List<Long> recent = list("u1");
    assertThat(ranking.excluded().stream().map(e -> item(ranking, e.row())).toList())
        .as("seed %d", seed)
        .isEqualTo(
            candidates.stream().map(i -> (long) i).distinct().filter(recent::contains).toList());
    assertThat(ranking.items().stream().map(i -> item(ranking, i.row())).toList())
        .as("seed %d", seed)
        .isEqualTo(naive(candidates, recent, limit, max));
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0)).hasSameSizeAs(ranking.items());
    assertThat(logged.get(0).get(0).score().orElseThrow().rank()).hasValue(1);
    assertThat(logged.get(0).get(0).score().orElseThrow().shadow().get())
        .singleElement()
        .satisfies(shadow -> assertThat(shadow.model()).isEqualTo("buy_twice"));
  }

  @Test
  void fiveHundredCandidatesAreOneRoundTrip() {
    write(new Random(1));
    List<Integer> candidates = IntStream.range(0, 500).boxed().toList();

    Ranking ranking =
        scoring
            .rank(
                RankJson.read(
                    """
                    {"model": "buy", "entities": {"user_id": "u1"}, "candidates": {"item_id": %s},
                     "context": {"hour": 20}}"""
                        .formatted(candidates)
                        .getBytes(UTF_8)),
                DEADLINE)
            .join();

    assertThat(ranking.items()).hasSize(500);
    assertThat(store.asked()).singleElement().satisfies(keys -> assertThat(keys).hasSize(1001));
  }

  private List<Long> naive(List<Integer> candidates, List<Long> recent, int limit, int max) {
    List<Long> order =
        candidates.stream()
            .map(i -> (long) i)
            .distinct()
            .filter(item -> !recent.contains(item))
            .sorted(
                Comparator.comparingDouble((Long item) -> -naive("u1", item))
                    .thenComparing(item -> item))
            .toList();
    Map<Object, Integer> kinds = new HashMap<>();
    List<Long> shown = new ArrayList<>();
    for (long item : order) {
      Object views = read("item_stats:views_1h", "\"item_id\": " + item).value(0, 0);
      if (shown.size() < limit && kinds.merge(views, 1, Integer::sum) <= max) {
        shown.add(item);
      }
    }
    return shown;
  }

  /** The formula of the model {@code buy}, as its definition reads. */
  private double naive(String user, long item) {
    String of = "\"user_id\": \"%s\"".formatted(user);
    Double dearest = (Double) read("user_activity:dearest", of).value(0, 0);
    return -1.5
        + 0.25 * (Long) read("user_activity:views_5m", of).value(0, 0)
        - 0.125 * (dearest == null ? 8 : dearest)
        + ("hats".equals(read("user_activity:last_category", of).value(0, 0)) ? 0.5 : 0)
        + (list(user).contains(7L) ? 0.0625 : 0)
        + (Long) read("item_stats:views_1h", "\"item_id\": " + item).value(0, 0)
        + 2 * (Long) read("affinity:touches", of + ", \"item_id\": " + item).value(0, 0)
        - 0.5;
  }

  @SuppressWarnings("unchecked")
  private List<Long> list(String user) {
    return (List<Long>)
        read("user_activity:recent_items", "\"user_id\": \"%s\"".formatted(user)).value(0, 0);
  }

  private FeatureVectors read(String feature, String entities) {
    String json = "{\"features\": [\"%s\"], \"entities\": {%s}}".formatted(feature, entities);
    return reader.read(JsonRequest.read(Dialect.FRESHET, json.getBytes(UTF_8)), DEADLINE).join();
  }

  private static Object item(Ranking ranking, int row) {
    return ranking.vectors().rows().value(row, ranking.keys()[0]);
  }

  private void write(Random random) {
    RowWriter rows = new RowWriter(Shop.repository());
    long t = NOW - 3_000_000;
    for (int i = 0; i < 200; i++) {
      t += random.nextInt(14_000);
      rows.fold(
          Shop.event(
              t,
              "u" + random.nextInt(4),
              (long) random.nextInt(30),
              random.nextInt(4) == 0 ? "purchase" : "view",
              List.of("shoes", "hats", "coats").get(random.nextInt(3)),
              random.nextInt(100) / 4.0));
    }
    store.with(rows.rows(NOW));
  }
}
