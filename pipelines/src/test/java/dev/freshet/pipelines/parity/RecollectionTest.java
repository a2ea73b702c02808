package dev.freshet.pipelines.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.row.RowVersion;
import dev.freshet.pipelines.archive.Arrival;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecollectionTest {

  private static final String SHOP =
      """
      project: shop
      sources:
        - name: clicks
          topic: clicks
          event_time: ts
          event_id: id
          fields: {user_id: string, item: string, price: double}
      entities:
        - {name: user, join_keys: [user_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [5m]}
            - {name: spend, aggregation: sum, value: event.price}
            - {name: items, aggregation: last_k, k: 30, value: event.item}
      """;

  private static final long START = 1_790_000_000_000L;
  private static final long LINEAGE = 7;
  private static final int PARTITIONS = 3;

  @TempDir private Path folder;

  private Repository repository;
  private Source source;
  private EntityFold fold;
  private List<AggregatedFeature> features;

  @BeforeEach
  void read() throws Exception {
    Files.writeString(folder.resolve("shop.yaml"), SHOP);
    repository = RepositoryReader.read(folder);
    source = repository.sources().get(0);
    Entity user = repository.entities().get(0);
    fold = EntityFold.of(repository, user);
    features = repository.viewsOf(user).get(0).features();
  }

  @Test
  void theEventsOfAVersionAreTheFirstOnesFolded() {
    List<Folded> history = history(20, 1, 0);

    KnownThen then = remember(history, version(12, 1), values(history.subList(0, 12)));

    assertThat(then.whole()).isTrue();
    assertThat(then.events()).hasSize(12);
    assertThat(then.unknown()).hasValue(history.get(12).appended());
  }

  @Test
  void aValueThatNoEventsGiveIsNotExplained() {
    List<Folded> history = history(20, 1, 0);
    Map<AggregatedFeature, Object> served = new HashMap<>(values(history.subList(0, 12)));
    served.put(features.get(1), 0.5);

    assertThat(remember(history, version(12, 1), served).whole()).isFalse();
  }

  @Test
  void aVersionThatTheArchiveDoesNotReachIsNotKnown() {
    List<Folded> history = history(20, 1, 0);

    assertThat(
            new Recollection(fold, new Evidence(repository), history)
                .of(List.of(question(version(21, 1), values(history)))))
        .containsExactly(Optional.empty());
  }

  @Test
  void manyQuestionsAreAnsweredAsEachAlone() {
    List<Folded> history = history(20, 1, 3);
    List<Recollection.Question> questions = new ArrayList<>();
    for (int folded : new int[] {20, 3, 0, 7, 7, 12}) {
      questions.add(question(version(folded, 1), values(history.subList(0, folded))));
    }

    List<Optional<KnownThen>> known =
        new Recollection(fold, new Evidence(repository), history).of(questions);

    for (int i = 0; i < known.size(); i++) {
      assertThat(known.get(i).orElseThrow().values()).isEqualTo(questions.get(i).served());
      assertThat(known.get(i).orElseThrow().whole()).isTrue();
    }
  }

  @Test
  void anEntityThatCountsFromOneAgainIsRememberedOfBothTimes() {
    List<Folded> first = history(20, 1, 3);
    List<Folded> again = history(20, 1, 4).subList(0, 10);
    List<Folded> both = new ArrayList<>(first);
    List<Folded> later = new ArrayList<>();
    for (Folded folded : again) {
      later.add(
          new Folded(folded.arrival(), source, folded.event(), folded.appended() + 1_000_000));
    }
    both.addAll(later);

    assertThat(remember(both, version(5, 1), values(later.subList(0, 5))).events())
        .isEqualTo(later.subList(0, 5));
    assertThat(remember(both, version(5, 1), values(first.subList(0, 5))).events())
        .isEqualTo(first.subList(0, 5));
    assertThat(remember(both, version(15, 1), values(first.subList(0, 15))).whole()).isTrue();
  }

  /** A job dies, and its rows tell of events that its successor folds in another order. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatWasFoldedAndUndoneIsFound(int seed) {
    Random random = new Random(seed);
    int kept = random.nextInt(10);
    List<Folded> history = history(30, kept, seed);
    List<Folded> undone = new ArrayList<>(history.subList(0, kept));
    // What the first job read on: some of each partition, in its order.
    int[] more = {random.nextInt(4), random.nextInt(4), random.nextInt(4)};
    for (Folded folded : history.subList(kept, history.size())) {
      if (more[folded.arrival().partition()]-- > 0) {
        undone.add(folded);
      }
    }

    KnownThen then = remember(history, version(undone.size(), 1), values(undone));

    assertThat(then.whole()).as("seed " + seed).isTrue();
    assertThat(then.events()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(undone);
  }

  private KnownThen remember(
      List<Folded> history, RowVersion version, Map<AggregatedFeature, Object> served) {
    return new Recollection(fold, new Evidence(repository), history)
        .of(List.of(question(version, served)))
        .get(0)
        .orElseThrow();
  }

  private static Recollection.Question question(
      RowVersion version, Map<AggregatedFeature, Object> served) {
    return new Recollection.Question(
        Optional.of(version), served, served.keySet(), START + 100_000);
  }

  private static RowVersion version(long folded, long deployment) {
    return new RowVersion(LINEAGE, folded, deployment, RowVersion.ENDLESS);
  }

  private Map<AggregatedFeature, Object> values(List<Folded> events) {
    EntityState state = fold.create();
    events.forEach(
        folded ->
            fold.fold(
                state, source, folded.event(), folded.event().timestamp() + 1, FoldMeter.NONE));
    Map<AggregatedFeature, Object> values = new HashMap<>();
    features.forEach(feature -> values.put(feature, fold.value(state, feature, START + 100_000)));
    return values;
  }

  /** Events of several partitions; from {@code kept} on, another deployment folded them. */
  private List<Folded> history(int count, int kept, int seed) {
    Random random = new Random(seed);
    long[] offsets = new long[PARTITIONS];
    List<Folded> history = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int partition = random.nextInt(PARTITIONS);
      long at = START + 1_000L * i + random.nextInt(5_000);
      Event event =
          new Event(
              at,
              true,
              ("e" + i).getBytes(StandardCharsets.UTF_8),
              new Object[] {"ada", "i" + i, 1.0 + i});
      history.add(
          new Folded(
              new Arrival(
                  "user",
                  "ada",
                  "clicks",
                  "clicks",
                  partition,
                  offsets[partition]++,
                  at,
                  LINEAGE,
                  i < kept || kept == 1 ? 1 : 2,
                  i + 1),
              source,
              event,
              START + 1_000L * i + 6_000));
    }
    return history;
  }
}
