package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.row.RowVersion;
import dev.freshet.infra.whole.Prefixes.Memory;
import dev.freshet.infra.whole.Prefixes.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read stays true when no event comes any more, and no job is there to say so. */
@Timeout(300)
class IdleTruthIT {

  private static final long SEED = 6;
  private static final int EVENTS = 600;
  private static final Duration LIVE_WINDOW = Duration.ofSeconds(30);
  private static final String BEYOND_HORIZON = "freshet_serving_beyond_horizon_total";

  private static final String DEFINITIONS =
      """
      project: PROJECT
      sources:
        - name: clicks
          topic: PROJECT
          event_time: at
          event_id: id
          fields: {user_id: string, item_id: int64, kind: string, price: double}
      entities:
        - {name: user, join_keys: [user_id]}
        - {name: user_item, join_keys: [user_id, item_id]}
      feature_views:
        - name: activity
          entity: user
          source: clicks
          features:
            - {name: clicks, aggregation: count, windows: [10s, 30s, 5m, 1h, 1d, lifetime]}
            - {name: spend, aggregation: sum, value: event.price, windows: [30s, 1h]}
            - {name: kinds, aggregation: count, by: event.kind, windows: [30s, 1h]}
            - {name: recent, aggregation: last_k, k: 5, value: event.item_id, windows: [30s, 1h]}
            - {name: dearest, aggregation: max, value: event.price, windows: [30s, 5m, 1h]}
            - {name: interest, aggregation: decayed_sum, value: 1.0, half_life: 5m}
            - {name: idle_seconds, aggregation: time_since_last}
        - name: visit
          entity: user
          source: clicks
          ttl: 20s
          features:
            - {name: visit_clicks, aggregation: count}
        - name: pair
          entity: user_item
          source: clicks
          features:
            - {name: pair_clicks, aggregation: count, windows: [30s, 1h, 1d]}
            - {name: pair_spend, aggregation: avg, value: event.price, windows: [30s, 1h]}
      feature_services:
        - {name: all, features: [activity, visit, pair]}
      """;

  @TempDir private static Path temp;

  @AutoClose private static KafkaAndRedis servers;

  private final Random random = new Random(SEED);
  private final RandomEvents events = new RandomEvents(random);

  @BeforeAll
  static void start() throws Exception {
    servers = new KafkaAndRedis(temp);
  }

  @Test
  void valuesGoDownStepByStepOnceTheJobHasStopped() throws Exception {
    Path folder = define("stopped");
    Repository repository = RepositoryReader.read(folder);
    World world = new World(repository);
    try (StreamProcess job = new StreamProcess(servers, folder, temp.resolve("stopped-state"));
        Served server = new Served(repository, servers.redis());
        Witness witness =
            new Witness(server.answers(), Everybody.question(repository, "stranger"))) {
      try (Sender sender = new Sender(servers.kafka(), world)) {
        for (int i = 0; i < EVENTS; i++) {
          send(sender, repository, false);
        }
        sender.flush();
      }
      Committed.await(servers.kafka(), repository);
      job.stop();
      long stopped = System.currentTimeMillis();
      long last = world.ones().stream().mapToLong(World.One::lastEvent).max().orElseThrow();
      Thread.sleep(Math.max(0, last + LIVE_WINDOW.toMillis() + 2_000 - stopped));

      Sightings sightings = witness.finish();
      assertThat(witness.unanswered()).isZero();
      Seen seen = new Prefixes(SEED, repository, world, Memory.ALL).assertExplain(sightings);
      assertThat(seen.values()).isGreaterThan(10_000);
      assertThat(seen.cutOff()).isZero();
      for (String user : Everybody.USERS) {
        assertGoesDown(sightings, user, stopped);
      }
      assertThat(Comparison.compare(SEED, random, repository, world, 16 << 10, server.answers()))
          .isGreaterThan(100);
    }
  }

  @Test
  void aJobKilledUnderLoadLeavesNoWrongValue() throws Exception {
    Path folder = define("killed");
    Repository repository = RepositoryReader.read(folder);
    World world = new World(repository);
    Map<String, Object> question = Everybody.question(repository, "stranger");
    AtomicLong clock = new AtomicLong();
    try (StreamProcess job =
            new StreamProcess(
                servers, folder, temp.resolve("killed-state"), "--row-budget", "512B");
        Served server = new Served(repository, servers.redis());
        Served later =
            new Served(repository, servers.redis(), () -> Instant.ofEpochMilli(clock.get()));
        Witness witness = new Witness(server.answers(), question)) {
      try (Sender sender = new Sender(servers.kafka(), world)) {
        for (int i = 0; i < EVENTS; i++) {
          send(sender, repository, true);
          if (i == EVENTS * 2 / 3) {
            job.kill();
          }
        }
      }
      Thread.sleep(3_000);
      Sightings sightings = witness.finish();
      Prefixes prefixes = new Prefixes(SEED, repository, world, Memory.ALL);
      assertThat(witness.unanswered()).isZero();
      sightings.assertVersionsOnlyGrow();
      assertThat(prefixes.assertExplain(sightings).cutOff()).isZero();

      NavigableSet<Long> horizons = horizons(sightings);
      assertThat(horizons).as("horizons").isNotEmpty();
      Sightings before = new Sightings();
      long now = System.currentTimeMillis();
      for (long t = now; t < horizons.first(); t += 5_000) {
        clock.set(t);
        before.add(later.answers().ask(question));
      }
      assertThat(prefixes.assertExplain(before).cutOff()).isZero();
      assertThat(later.metrics().sum(BEYOND_HORIZON)).isZero();

      Sightings beyond = new Sightings();
      for (long horizon : horizons) {
        for (long t : new long[] {horizon - 1, horizon, horizon + 3_600_000}) {
          clock.set(t);
          beyond.add(later.answers().ask(question));
        }
      }
      assertThat(prefixes.assertExplain(beyond).cutOff()).isPositive();
      assertThat(later.metrics().sum(BEYOND_HORIZON)).isPositive();
    }
  }

  /** Sends an event, and waits for about as long as ten milliseconds. */
  private void send(Sender sender, Repository repository, boolean future) throws Exception {
    long now = System.currentTimeMillis();
    Made made = events.next(now, 3_600_000);
    if (future || made.timestamp() < now) {
      Source source = repository.recordedSources().get(0);
      sender.send(source, made);
    }
    Thread.sleep(random.nextInt(20));
  }

  /** The count of the live window has come down to nothing, and some steps of it were seen. */
  private static void assertGoesDown(Sightings sightings, String user, long stopped) {
    List<Long> steps = new ArrayList<>();
    sightings.stream()
        .filter(sighting -> sighting.asOf() >= stopped && sighting.isOf("user_id", user))
        .map(sighting -> sighting.value("activity:clicks_30s").longValue())
        .filter(value -> steps.isEmpty() || !steps.get(steps.size() - 1).equals(value))
        .forEach(steps::add);
    assertThat(steps).as("steps of %s", user).hasSizeGreaterThan(4);
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i)).as("steps of %s: %s", user, steps).isLessThan(steps.get(i - 1));
    }
    assertThat(steps.get(steps.size() - 1)).as("steps of %s: %s", user, steps).isZero();
  }

  private static NavigableSet<Long> horizons(Sightings sightings) {
    long last = sightings.stream().mapToLong(Sightings.Sighting::asOf).max().orElseThrow();
    NavigableSet<Long> horizons = new TreeSet<>();
    sightings.stream()
        .filter(sighting -> sighting.asOf() == last)
        .forEach(
            sighting -> {
              for (String entity : List.of("user", "user_item")) {
                sighting.version(entity).map(RowVersion::horizon).ifPresent(horizons::add);
              }
            });
    horizons.remove(RowVersion.ENDLESS);
    return horizons;
  }

  private static Path define(String project) throws Exception {
    Path folder = Files.createDirectory(temp.resolve(project));
    Files.writeString(folder.resolve("features.yaml"), DEFINITIONS.replace("PROJECT", project));
    return folder;
  }
}
