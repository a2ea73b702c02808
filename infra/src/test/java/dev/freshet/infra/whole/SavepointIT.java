package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.features.oracle.RandomEvents;
import dev.freshet.features.oracle.RandomEvents.Made;
import dev.freshet.features.type.Timestamps;
import dev.freshet.infra.wait.Patience;
import dev.freshet.infra.whole.Prefixes.Memory;
import dev.freshet.infra.whole.World.One;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * While events flow, the job is stopped with a savepoint and goes on from it with changed
 * definitions and another parallelism; then another savepoint is taken, the job is killed, and goes
 * on from there, whence it writes all rows again, while the store has newer ones. What two servers
 * say meanwhile, one with the definitions before and one with those after, is right at any time.
 */
@Timeout(400)
class SavepointIT {

  private static final long SEED = 8;

  /** How many events are sent at most until something is done to the job. */
  private static final int PHASE = 250;

  private static final String AHEAD = "ahead ";

  @TempDir private static Path temp;

  @AutoClose private static KafkaAndRedis servers;

  private final Random random = new Random(SEED);
  private final RandomEvents events = new RandomEvents(random);
  private final AtomicInteger toSend = new AtomicInteger();
  private volatile boolean future;
  private volatile boolean sending = true;

  @BeforeAll
  static void start() throws Exception {
    servers = new KafkaAndRedis(temp);
  }

  @Test
  void aSavepointThatCannotBeReadEndsTheCommandAndIsSaid() throws Exception {
    Path repository = Redefinition.write(temp, "damaged", Redefinition.BEFORE);
    Path savepoint = Files.createDirectory(temp.resolve("damaged-savepoint"));
    assertThatThrownBy(() -> from(savepoint.toString(), repository, temp.resolve("none"), "1"))
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("is no savepoint");

    Files.writeString(savepoint.resolve("_metadata"), "damaged");
    assertThatThrownBy(() -> from(savepoint.toString(), repository, temp.resolve("none"), "1"))
        .hasMessageContaining("exit code 2")
        .hasMessageContaining("the job failed: ");
  }

  @Test
  void keptFeaturesGoOnAndAddedOnesBeginWhereTheJobGoesOn() throws Exception {
    Path before = Redefinition.write(temp, "before", Redefinition.BEFORE);
    Path after = Redefinition.write(temp, "after", Redefinition.AFTER);
    Path reordered = Redefinition.write(temp, "reordered", Redefinition.REORDERED);
    Path state = temp.resolve("state");
    Repository old = RepositoryReader.read(before);
    Repository changed = RepositoryReader.read(after);
    World world = new World(old);
    Map<String, Object> question = Everybody.question(old, "idle", "stranger");
    try (Served oldServer = new Served(old, servers.redis());
        Served newServer = new Served(changed, servers.redis());
        Witness oldWitness = new Witness(oldServer.answers(), question);
        Witness newWitness = new Witness(newServer.answers(), question);
        Sender sender = new Sender(servers.kafka(), world)) {
      CompletableFuture<Void> load;
      String savepoint;
      try (StreamProcess job = new StreamProcess(servers, before, state, "--parallelism", "1")) {
        toSend.set(PHASE);
        load = CompletableFuture.runAsync(() -> send(sender, old.sources().get(0)));
        Thread.sleep(3_000);
        savepoint = job.stop();
      }
      Map<One, Integer> folded = folded(oldServer.answers(), question, world, old);
      long deployed = System.currentTimeMillis();
      future = true;
      try (StreamProcess job = from(savepoint, after, state, "3")) {
        Patience.until(
            "the idle user has the added feature",
            () -> isThere(newServer.answers(), question, "idle", "activity:orders_lifetime"));
        toSend.set(PHASE);
        Thread.sleep(2_000);
        savepoint = job.savepoint(temp.resolve("savepoints"));
        toSend.set(PHASE);
        Thread.sleep(2_000);
        job.kill();
      }
      try (StreamProcess job = from(savepoint, reordered, state, "2")) {
        toSend.set(PHASE);
        Thread.sleep(2_000);
        sending = false;
        load.get(10, TimeUnit.SECONDS);
        sender.flush();
        Committed.await(servers.kafka(), changed);
        Thread.sleep(3_000);
      }

      Prefixes oldReader =
          new Prefixes(
              SEED,
              old,
              world,
              (feature, version, one, all) ->
                  Redefinition.REMOVED.contains(feature.fullName())
                          && version.deployment() >= deployed
                      ? Optional.empty()
                      : Optional.of(all));
      Prefixes newReader = new Prefixes(SEED, changed, world, since(folded, deployed));
      for (var seen : Map.of(oldReader, oldWitness, newReader, newWitness).entrySet()) {
        Sightings sightings = seen.getValue().finish();
        assertThat(seen.getValue().unanswered()).isZero();
        sightings.assertVersionsOnlyGrow();
        assertThat(seen.getKey().assertExplain(sightings).values()).isGreaterThan(10_000);
      }
      assertAllIsFolded(newServer.answers(), question, world, changed);
      newReader.assertExplain(ahead(newServer.answers(), question));
      oldReader.assertExplain(ahead(oldServer.answers(), question));
    }
  }

  private static StreamProcess from(
      String savepoint, Path repository, Path state, String parallelism) throws Exception {
    return new StreamProcess(
        servers, repository, state, "--from-savepoint", savepoint, "--parallelism", parallelism);
  }

  /**
   * What a row remembers for readers of the changed definitions. An added feature counts from where
   * the job went on; so it does count an event that was taken before, but is ahead of its time.
   */
  private static Memory since(Map<One, Integer> folded, long deployed) {
    return (feature, version, one, all) -> {
      if (!Redefinition.ADDED.contains(feature.fullName())) {
        return Optional.of(all);
      }
      if (version.deployment() < deployed) {
        return Optional.empty();
      }
      int first = Math.min(all.size(), folded.getOrDefault(one, 0));
      List<Event> since = new ArrayList<>(all.subList(first, all.size()));
      all.subList(0, first).stream().filter(SavepointIT::isAhead).forEach(since::add);
      return Optional.of(since);
    };
  }

  private static boolean isAhead(Event event) {
    return new String(event.tie(), StandardCharsets.UTF_8).startsWith(AHEAD);
  }

  /** Sends events all the time; those of one user, and some that are far ahead, only once. */
  private void send(Sender sender, Source source) {
    try {
      for (String user : List.of("u0", "u1", "idle")) {
        sender.send(source, order(user, "now " + user, Duration.ZERO));
        sender.send(source, order(user, AHEAD + user, Duration.ofSeconds(55)));
      }
      while (sending) {
        long now = System.currentTimeMillis();
        Made made = events.next(now, 3_600_000);
        if ((future || made.timestamp() < now)
            && toSend.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          sender.send(source, made);
        }
        Thread.sleep(random.nextInt(40));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Made order(String user, String id, Duration ahead) {
    Map<String, Object> fields =
        Map.of("user_id", user, "item_id", 1L, "kind", "order", "price", 2.5);
    return new Made(id, System.currentTimeMillis() - 1 + ahead.toMillis(), fields);
  }

  /** How many events the rows of the store tell of. */
  private static Map<One, Integer> folded(
      Answers answers, Map<String, Object> question, World world, Repository repository)
      throws Exception {
    Sightings sightings = new Sightings();
    sightings.add(answers.ask(question));
    Map<One, Integer> folded = new HashMap<>();
    sightings.stream()
        .forEach(
            sighting ->
                repository
                    .entities()
                    .forEach(
                        entity ->
                            sighting
                                .version(entity.name())
                                .ifPresent(
                                    version ->
                                        folded.put(
                                            sighting.one(world, entity), (int) version.folded()))));
    assertThat(folded).isNotEmpty();
    return folded;
  }

  private static void assertAllIsFolded(
      Answers answers, Map<String, Object> question, World world, Repository repository)
      throws Exception {
    Source source = repository.recordedSources().get(0);
    folded(answers, question, world, repository)
        .forEach(
            (one, count) ->
                assertThat(count).as("%s", one.request()).isEqualTo(one.events(source).size()));
  }

  private static boolean isThere(
      Answers answers, Map<String, Object> question, String user, String feature) throws Exception {
    Sightings sightings = new Sightings();
    sightings.add(answers.ask(question));
    return sightings.stream()
        .filter(sighting -> sighting.isOf("user_id", user))
        .noneMatch(sighting -> sighting.value(feature).isNull());
  }

  /** What is read as of later instants. */
  private static Sightings ahead(Answers answers, Map<String, Object> question) throws Exception {
    Sightings sightings = new Sightings();
    for (Duration ahead :
        List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(7),
            Duration.ofMinutes(33),
            Duration.ofHours(9),
            Duration.ofDays(2))) {
      Map<String, Object> later = new HashMap<>(question);
      later.put("as_of", Timestamps.format(Instant.now().plus(ahead)));
      sightings.add(answers.ask(later));
    }
    return sightings;
  }
}
