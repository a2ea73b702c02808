package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.infra.whole.ArchivedRecords.One;
import dev.freshet.infra.whole.Letters.Place;
import dev.freshet.pipelines.archive.Arrival;
import dev.freshet.pipelines.archive.Arrivals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An archive held against what it must be.
 *
 * @param archived its events, by the place of their records
 */
record ArchiveAudit(Repository repository, Path archive, Map<Place, One> archived) {

  /**
   * Checks outcomes, arrivals, and what others read.
   *
   * @param counted how many records the job counted, by outcome
   */
  void assertAddsUpTo(Map<String, Long> counted) throws Exception {
    assertThat(outcomes()).isEqualTo(counted);
    Source source = repository.recordedSources().get(0);
    archived.values().forEach(one -> assertDecided(source, one));
    assertArrivals();
    assertReadableByDuckDb(counted);
  }

  private Map<String, Long> outcomes() {
    return archived.values().stream()
        .collect(Collectors.groupingBy(One::outcome, TreeMap::new, Collectors.counting()));
  }

  /** At the first entity, in the order of definition, whose join keys the event has. */
  private void assertDecided(Source source, One one) {
    String first =
        repository.entities().stream()
            .filter(
                entity ->
                    repository.viewsOf(entity).stream().anyMatch(v -> v.source().equals(source)))
            .filter(entity -> key(entity, source, one.event()).isPresent())
            .map(Entity::name)
            .findFirst()
            .orElse("");
    assertThat(one.entity()).isEqualTo(first);
    assertThat(one.outcome().equals("unkeyed")).isEqualTo(first.isEmpty());
  }

  private static Optional<List<Object>> key(Entity entity, Source source, Event event) {
    List<Object> values = new ArrayList<>();
    entity
        .joinKeys()
        .forEach(key -> values.add(event.slots()[source.slot(key.name()).orElseThrow()]));
    return values.contains(null) ? Optional.empty() : Optional.of(values);
  }

  /** Each entity counts what it folds from 1 on, and folds each record once. */
  private void assertArrivals() throws Exception {
    int arrivals = 0;
    Map<String, Long> decided = new TreeMap<>();
    for (Entity entity : repository.entities()) {
      Map<String, TreeSet<Long>> byKey = new HashMap<>();
      TreeSet<String> places = new TreeSet<>();
      try (Arrivals all = Arrivals.of(archive, entity.name())) {
        for (Optional<Arrival> next = all.next(); next.isPresent(); next = all.next()) {
          Arrival arrival = next.get();
          Place place = new Place(arrival.topic(), arrival.partition(), arrival.offset());
          One one = archived.get(place);
          assertThat(places.add(place.toString())).as("%s again", arrival).isTrue();
          assertThat(byKey.computeIfAbsent(arrival.key(), key -> new TreeSet<>()))
              .as("%s", arrival)
              .doesNotContain(arrival.folded());
          byKey.get(arrival.key()).add(arrival.folded());
          assertThat(arrival.eventTime()).isEqualTo(one.event().timestamp());
          assertThat(arrival.lineage()).isPositive();
          assertThat(arrival.deployment()).isGreaterThanOrEqualTo(arrival.lineage());
          if (one.entity().equals(entity.name())) {
            assertThat(one.outcome()).isEqualTo("folded");
            decided.merge("folded", 1L, Long::sum);
          }
          arrivals++;
        }
      }
      byKey.forEach(
          (key, folded) ->
              assertThat(folded)
                  .as("%s %s", entity.name(), key)
                  .containsExactlyElementsOf(
                      LongStream.rangeClosed(1, folded.size()).boxed().toList()));
    }
    assertThat(decided.get("folded")).isEqualTo(outcomes().get("folded"));
    assertThat(arrivals).isGreaterThan(archived.size());
  }

  private void assertReadableByDuckDb(Map<String, Long> counted) throws Exception {
    try (Duck duck = new Duck()) {
      Map<String, Long> found = new TreeMap<>();
      String sql =
          "select _freshet.outcome as outcome, count(*) as n from '%s/**/*.parquet' where date >= '2020-01-01' group by all";
      duck.query(sql.formatted(archive))
          .forEach(row -> found.put((String) row.get("outcome"), (Long) row.get("n")));
      assertThat(found).isEqualTo(counted);
      assertThat(
              duck.query(
                  "select distinct typeof(ts) as t, typeof(price) as p, typeof(context.device) as d from '%s/**/*.parquet'"
                      .formatted(archive)))
          .containsExactly(Map.of("t", "TIMESTAMP WITH TIME ZONE", "p", "DOUBLE", "d", "VARCHAR"));
      assertThat(
              duck.query(
                  "select 1 from read_parquet('%s/_arrivals/user/**/*.arrivals') group by key having max(folded) <> count(*)"
                      .formatted(archive)))
          .isEmpty();
    }
  }
}
