package dev.freshet.serving.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.MemoryStore;
import dev.freshet.serving.fixture.RowWriter;
import dev.freshet.serving.fixture.Shop;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.registry.ModelRegistry;
import dev.freshet.serving.request.RankJson;
import dev.freshet.serving.request.RecommendJson;
import dev.freshet.serving.score.Ranking;
import dev.freshet.serving.score.Scoring;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.VectorReader;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recommendations, held against rankings of candidates that are known beforehand. */
class RecommenderTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final Deadline DEADLINE = Deadline.in(Duration.ofMinutes(1));
  private static final String LAST = "shoes";

  private final MemoryStore store = new MemoryStore();
  private final ServingMetrics metrics = new ServingMetrics();
  private final ModelRegistry models = ModelRegistry.open(Shop.repository(), metrics);
  private final VectorReader reader = store.reader(metrics, () -> NOW);
  private final Scoring scoring = new Scoring(reader, models, metrics, rows -> {});
  private final Recommender recommender = new Recommender(Shop.repository(), reader, scoring);

  private final TreeSet<Long> all = new TreeSet<>();
  private final TreeSet<Long> ofLast = new TreeSet<>();

  @AfterEach
  void close() {
    models.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isTheRankingOfTheUnion(long seed) {
    write(new Random(seed));

    Recommendation found = recommend("\"trending\", \"trending_along\"");

    assertThat(store.asked()).as("round trips").hasSize(3);
    Ranking ranked =
        scoring
            .rank(
                RankJson.read(
                    """
                    {"model": "buy", "entities": {"user_id": "u"}, "candidates": {"item_id": %s},
                     "context": {"hour": 3}, "exclude": ["user_activity:recent_items"], "limit": 9}"""
                        .formatted(all)
                        .getBytes(UTF_8)),
                DEADLINE)
            .join();
    assertThat(ids(found.ranking())).as("seed %d", seed).isEqualTo(ids(ranked)).hasSize(9);
    assertThat(scores(found.ranking())).isEqualTo(scores(ranked));
    for (Ranking.Item item : found.ranking().items()) {
      boolean along = ofLast.contains(id(found.ranking(), item.row()));
      assertThat(found.origins(item))
          .isEqualTo(along ? List.of("trending", "trending_along") : List.of("trending"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void takesTwoRoundTripsWhereNothingIsLookedUpForAnother(long seed) {
    write(new Random(seed));

    Recommendation found = recommend("\"trending\"");

    assertThat(store.asked()).as("round trips").hasSize(2);
    assertThat(found.ranking().items()).hasSize(9);
  }

  private Recommendation recommend(String from) {
    return recommender
        .recommend(
            RecommendJson.read(
                """
                {"model": "buy", "entities": {"user_id": "u"}, "from": [%s],
                 "context": {"hour": 3}, "exclude": ["user_activity:recent_items"], "limit": 9}"""
                    .formatted(from)
                    .getBytes(UTF_8)),
            DEADLINE)
        .join();
  }

  private static List<Long> ids(Ranking ranking) {
    return ranking.items().stream()
        .map(item -> id(ranking, item.row()))
        .collect(Collectors.toList());
  }

  private static List<Double> scores(Ranking ranking) {
    return ranking.items().stream().map(Ranking.Item::score).toList();
  }

  private static long id(Ranking ranking, int row) {
    return (Long) ranking.vectors().rows().value(row, ranking.keys()[0]);
  }

  private void write(Random random) {
    RowWriter rows = new RowWriter(Shop.repository());
    long t = NOW - 3_000_000;
    for (int i = 0; i < 200; i++) {
      t += random.nextInt(14_000);
      String category = List.of(LAST, "hats", "coats").get(random.nextInt(3));
      see(rows, t, "someone" + random.nextInt(4), random.nextInt(30), category);
    }
    see(rows, NOW - 1_000, "u", random.nextInt(30), LAST);
    store.with(rows.rows(NOW));
  }

  private void see(RowWriter rows, long t, String user, long item, String category) {
    rows.fold(Shop.event(t, user, item, "view", category, 1.0));
    all.add(item);
    if (category.equals(LAST)) {
      ofLast.add(item);
    }
  }
}
