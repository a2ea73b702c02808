package dev.freshet.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.pipelines.spine.Spine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the files that tell their date are read. */
class VisibleTest {

  @TempDir private Path folder;

  @Test
  void windowsSeeBackToTheirFarEdge() throws Exception {
    // At 12:10 a window of an hour, whose hop is a minute, sees from 11:10; one of a day from
    // 12:00.
    assertThat(days("windows: [1h]", "2026-03-10T12:10:30Z", "2026-03-10T12:10:30Z", "0s"))
        .containsExactly(10);
    assertThat(days("windows: [1h, 1d]", "2026-03-10T12:10:30Z", "2026-03-10T12:10:30Z", "0s"))
        .containsExactly(9, 10);
    assertThat(days("windows: [1h]", "2026-03-10T00:59:00Z", "2026-03-11T00:00:00Z", "0s"))
        .containsExactly(9, 10);
    assertThat(days("windows: [1h]", "2026-03-10T12:10:30Z", "2026-03-11T00:00:00.001Z", "0s"))
        .containsExactly(10, 11);
  }

  @Test
  void aLifetimeSeesAllBefore() throws Exception {
    assertThat(
            days("windows: [1h, lifetime]", "2026-03-03T12:00:00Z", "2026-03-03T12:00:00Z", "0s"))
        .containsExactly(1, 2, 3);
  }

  @Test
  void withALagTheLastEventsAreNotKnownYet() throws Exception {
    assertThat(days("windows: [1h]", "2026-03-10T00:30:00Z", "2026-03-10T00:30:00Z", "30m"))
        .containsExactly(9);
    assertThat(days("windows: [1h]", "2026-03-10T00:30:00.001Z", "2026-03-10T00:30:00.001Z", "30m"))
        .containsExactly(9, 10);
  }

  @Test
  void idsAreRememberedFromBeforeTheWindow() throws Exception {
    // Twice the hour for which they are.
    assertThat(days("windows: [1h]\n    ids", "2026-03-10T02:30:00Z", "2026-03-10T02:30:00Z", "0s"))
        .containsExactly(9, 10);
    assertThat(days("windows: [1h]\n    ids", "2026-03-10T03:30:00Z", "2026-03-10T03:30:00Z", "0s"))
        .containsExactly(10);
  }

  @Test
  void theInnermostDateCounts() {
    assertThat(Visible.date(Path.of("/a/date=2026-01-02/b/date=2026-03-04/c.csv")))
        .contains(LocalDate.of(2026, 3, 4));
    assertThat(Visible.date(Path.of("/a/date=2026-02-30/c.csv"))).isEmpty();
    assertThat(Visible.date(Path.of("/a/xdate=2026-02-03/c.csv"))).isEmpty();
    assertThat(new Visible(0, 1).mayBeIn(Path.of("/a/c.csv"))).isTrue();
  }

  /** The days of March of whose files something is seen. */
  private List<Integer> days(String feature, String first, String last, String lag)
      throws Exception {
    boolean ids = feature.endsWith("ids");
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        project: p
        sources:
          - {name: s, topic: t, event_time: ts, %s fields: {user_id: string}}
        entities:
          - {name: user, join_keys: [user_id]}
        feature_views:
          - name: v
            entity: user
            source: s
            features:
              - {name: n, aggregation: count, %s}
              - {name: other, aggregation: count}
        feature_services:
          - {name: all, features: [%s]}
        """
            .formatted(
                ids ? "event_id: id," : "",
                feature.replaceAll("\\s+ids", ""),
                feature.contains("lifetime") ? "'v:n_lifetime', 'v:n_1h'" : wanted(feature)));
    Repository repository = RepositoryReader.read(folder);
    Needs needs = Needs.of(repository, repository.service("all").orElseThrow());
    Source source = repository.sources().get(0);
    Spine spine = new Spine("", List.of(), 2, millis(first), millis(last));
    Duration delay = lag.equals("30m") ? Duration.ofMinutes(30) : Duration.ZERO;
    Visible visible = Visible.of(needs, source, spine, delay);
    return IntStream.rangeClosed(1, 31)
        .filter(day -> visible.mayBeIn(Path.of("/e/date=2026-03-%02d/x.csv".formatted(day))))
        .boxed()
        .toList();
  }

  private static String wanted(String feature) {
    return feature.contains("1d") ? "'v:n_1h', 'v:n_1d'" : "'v:n_1h'";
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
