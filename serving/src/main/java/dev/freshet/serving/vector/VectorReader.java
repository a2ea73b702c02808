package dev.freshet.serving.vector;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.row.RowReading;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.external.ExternalSource;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.plan.Catalog;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.FeatureRequest;
import dev.freshet.serving.request.Limits;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.store.RowStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Answers requests: looks up what is asked for, fetches the rows in one round trip and meanwhile
 * what other servers have, and picks the values. Thread-safe; never blocks.
 */
public final class VectorReader {

  private final Catalog catalog;
  private final Limits limits;
  private final TimedStore store;
  private final ExternalSource external;
  private final SchemaLearner learner;
  private final LongSupplier clock;
  private final Consumer<FeatureVectors> log;

  /**
   * A reader of a repository's features.
   *
   * @param external what external views are asked of
   * @param clock the wall clock, epoch milliseconds
   * @param log hears of all that is served, and must not block
   */
  public VectorReader(
      Repository repository,
      Limits limits,
      RowStore store,
      ExternalSource external,
      ServingMetrics metrics,
      LongSupplier clock,
      Consumer<FeatureVectors> log) {
    ViewSchemas schemas = ViewSchemas.of(repository);
    this.catalog = new Catalog(repository, schemas, metrics, limits.features());
    this.limits = limits;
    this.store = new TimedStore(store, metrics);
    this.external = external;
    this.learner = new SchemaLearner(repository.project(), schemas, this.store, metrics);
    this.clock = clock;
    this.log = log;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** How much one request may ask for. */
  public Limits limits() {
    return limits;
  }

  /**
   * Answers a request; the log hears of it.
   *
   * @return fails with a {@link ProblemException}, or with another exception where the fault is
   *     ours
   * @throws ProblemException if the request is wrong in itself
   */
  public CompletableFuture<FeatureVectors> read(FeatureRequest asked, Deadline deadline) {
    return vectors(asked, deadline)
        .thenApply(
            vectors -> {
              log.accept(vectors);
              return vectors;
            });
  }

  /** As {@link #read}, for those who log what they make of the vectors. */
  public CompletableFuture<FeatureVectors> vectors(FeatureRequest asked, Deadline deadline) {
    Plan plan = catalog.plan(asked.selection());
    FeatureRequest request = asked.withContext(plan.contextNames());
    EntityRows rows = EntityRows.of(request, plan, catalog.joinKeys(), limits.rows());
    ContextRows context = ContextRows.of(request, plan, rows.count());
    request.asOf().ifPresent(this::checkNotPassed);
    StoredRows stored = new StoredRows(plan, rows);
    CompletableFuture<FetchedRows> fetched = FetchedRows.fetch(plan, rows, external, deadline);
    return instant(request, stored, rows, deadline)
        .thenCompose(
            t ->
                fetched.thenApply(
                    others ->
                        served(
                            new FeatureVectors(plan, rows, stored, others, context, t), others)));
  }

  /** Reads the rows of the store, and tells as of when. */
  private CompletableFuture<Long> instant(
      FeatureRequest request, StoredRows stored, EntityRows rows, Deadline deadline) {
    if (stored.count() == 0) {
      return CompletableFuture.completedFuture(request.asOf().orElseGet(clock));
    }
    return store
        .fetch(stored.names(), deadline)
        .thenCompose(
            found -> {
              // Read after the fetch, the clock is not behind what the rows tell of.
              long t = request.asOf().orElseGet(clock);
              return readings(stored, found, t, deadline)
                  .thenApply(
                      done -> {
                        request.asOf().ifPresent(instant -> checkHorizons(stored, rows, instant));
                        return t;
                      });
            });
  }

  /** Completes when the store has answered; fails with a {@link ProblemException}. */
  public CompletableFuture<Void> ping(Deadline deadline) {
    return store.ping(deadline);
  }

  private CompletableFuture<?> readings(
      StoredRows stored, byte[][] found, long t, Deadline deadline) {
    Set<Long> unknown = new TreeSet<>();
    for (int n = 0; n < found.length; n++) {
      stored.read(n, found[n], t);
      unknown.addAll(stored.reading(n).unknownSchemas());
    }
    if (unknown.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return learner
        .learn(unknown, deadline)
        .thenAccept(
            learned -> {
              for (int n = 0; learned && n < found.length; n++) {
                if (!stored.reading(n).unknownSchemas().isEmpty()) {
                  stored.read(n, found[n], t);
                }
              }
            });
  }

  private void checkNotPassed(long asOf) {
    long now = clock.getAsLong();
    if (asOf < now) {
      throw Problem.of(
              ProblemKind.INSTANT_PASSED,
              "\"as_of\" is %s, and now is %s; leave it out for now, or name a later instant (past"
                      .formatted(Timestamps.format(asOf), Timestamps.format(now))
                  + " values come from a training set)")
          .with("as_of", Timestamps.format(asOf))
          .with("now", Timestamps.format(now))
          .exception();
    }
  }

  private static void checkHorizons(StoredRows stored, EntityRows rows, long asOf) {
    int nearest = -1;
    for (int n = 0; n < stored.count(); n++) {
      long horizon = stored.reading(n).horizon();
      if (horizon != RowVersion.ENDLESS
          && (nearest < 0 || horizon < stored.reading(nearest).horizon())) {
        nearest = n;
      }
    }
    if (nearest >= 0) {
      throw beyondHorizon(stored, nearest, rows, asOf);
    }
  }

  private static ProblemException beyondHorizon(
      StoredRows stored, int n, EntityRows rows, long asOf) {
    RowReading reading = stored.reading(n);
    String entity = stored.part(n).entity().name();
    Map<String, Object> joinKeys = new LinkedHashMap<>();
    for (int k = 0; k < rows.keys().size(); k++) {
      if (stored.part(n).entity().joinKeys().contains(rows.keys().get(k))) {
        joinKeys.put(rows.keys().get(k).name(), rows.value(stored.firstRow(n), k));
      }
    }
    String horizon = Timestamps.format(reading.horizon());
    return Problem.of(
            ProblemKind.BEYOND_HORIZON,
            "\"as_of\" is %s, and the row of %s %s is whole only before its horizon, %s; name an"
                    .formatted(Timestamps.format(asOf), entity, joinKeys, horizon)
                + " instant before it")
        .with("as_of", Timestamps.format(asOf))
        .with("horizon", horizon)
        .with("entity", entity)
        .with("join_keys", joinKeys)
        .with("row", stored.firstRow(n))
        .exception();
  }

  private static FeatureVectors served(FeatureVectors vectors, FetchedRows fetched) {
    Plan plan = vectors.plan();
    fetched.served(vectors.rows().count());
    for (int row = 0; row < vectors.rows().count(); row++) {
      for (int part = 0; part < plan.parts().size(); part++) {
        plan.parts().get(part).served(vectors.reading(row, part), vectors.asOf());
      }
    }
    return vectors;
  }
}
