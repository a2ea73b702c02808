package dev.freshet.pipelines.entity;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.Outcome;
import dev.freshet.features.row.EntityKey;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.pipelines.archive.ArchivedEvent;
import dev.freshet.pipelines.archive.Arrival;
import dev.freshet.pipelines.count.CheckpointedCounts;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.RoutedEvent;
import dev.freshet.pipelines.store.RowStore;
import dev.freshet.pipelines.store.RowStoreFactory;
import dev.freshet.pipelines.store.StoreMeter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link Entities} in Flink: state, timers, metrics and the writer of rows, which is no sink of its
 * own so that a barrier can wait for it.
 */
public final class EntityOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<RoutedEvent, Void>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  /** For how long rows are written before events have their turn again. */
  private static final Duration SLICE = Duration.ofMillis(200);

  /** How much longer events then have than rows had, while they come. */
  private static final int EVENTS_SHARE = 3;

  /** How long an orderly end waits for the last rows. */
  private static final Duration LAST_ROWS = Duration.ofSeconds(5);

  private final Definitions definitions;
  private final String entityName;
  private final RowStoreFactory stores;
  private final EntitySettings settings;

  private transient Repository repository;
  private transient EntityCounts counts;
  private transient ListState<byte[]> heritageState;
  private transient Heritage heritage;
  private transient RowStore store;
  private transient Entities entities;
  private transient StoreWatch watch;
  private transient boolean eventsCome;

  /**
   * The operator of one entity name, over events keyed by {@link RoutedEvent#key}.
   *
   * @param stores opens the store that rows are written to
   */
  public EntityOperator(
      Definitions definitions, String entity, RowStoreFactory stores, EntitySettings settings) {
    this.definitions = definitions;
    this.entityName = entity;
    this.stores = stores;
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    repository = definitions.repository();
    counts =
        new EntityCounts(
            new CheckpointedCounts(context.getOperatorStateStore(), getMetricGroup()),
            repository,
            repository.entity(entityName).orElseThrow());
    heritageState =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("heritage", BytePrimitiveArraySerializer.INSTANCE));
    heritage = Heritage.of(heritageState.get(), settings.deployment());
  }

  @Override
  public void open() throws Exception {
    super.open();
    Entity entity = repository.entity(entityName).orElseThrow();
    StoreMeter storeMeter = new StoreMeter();
    store = stores.open(schemas(), storeMeter);
    FlinkStateTable table =
        new FlinkStateTable(
            getKeyedStateBackend(),
            getInternalTimerService("wake", VoidNamespaceSerializer.INSTANCE, this));
    EntityRows rows =
        new EntityRows(
            EntityFold.of(repository, entity),
            store,
            EntityKey.prefix(repository.project(), entity),
            settings.rowBudgetBytes(),
            heritage.lineage(),
            settings.deployment());
    entities = new Entities(table, rows, settings.cacheBytes());
    watch =
        new StoreWatch(
            store, entities, ViewSchemas.layout(repository.viewsOf(entity)), heritage.store());
    show(storeMeter);
    tickIn(settings.freshness().toMillis());
  }

  @Override
  public void processElement(StreamRecord<RoutedEvent> element) throws Exception {
    eventsCome = true;
    RoutedEvent routed = element.getValue();
    Source source = repository.sources().get(routed.source());
    Outcome outcome = entities.take(routed.key(), source, routed.event(), now(), counts);
    if (routed.primary() && source.pairs().isEmpty()) {
      counts.record(routed.source(), outcome);
    }
    if (settings.archived()) {
      archive(routed, source, outcome);
    }
  }

  private void archive(RoutedEvent routed, Source source, Outcome outcome) {
    if (routed.primary()) {
      output.collect(
          ArchivedEvent.OUTPUT,
          new StreamRecord<>(
              ArchivedEvent.decided(
                  routed.source(), routed.event(), routed.origin(), entityName, outcome)));
    }
    if (outcome == Outcome.FOLDED) {
      output.collect(
          Arrival.OUTPUT,
          new StreamRecord<>(
              new Arrival(
                  entityName,
                  routed.key(),
                  source.name(),
                  source.topic(),
                  routed.origin().partition(),
                  routed.origin().offset(),
                  routed.event().timestamp(),
                  heritage.lineage(),
                  settings.deployment(),
                  entities.lastFolded())));
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    entities.wake(timer.getKey(), timer.getTimestamp(), now());
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {}

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    entities.settle(now());
    watch.settled();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counts.snapshot();
    heritageState.update(List.of(new Heritage(heritage.lineage(), watch.remembered()).write()));
  }

  @Override
  public void close() throws Exception {
    try {
      if (entities != null
          && !getContainingTask().isCanceled()
          && !getContainingTask().isFailing()) {
        entities.finishRows(now());
        if (!store.flush(LAST_ROWS)) {
          LOG.warn("The store was away at the end: some rows of {} reach less far", entityName);
        }
      }
    } finally {
      if (watch != null) {
        watch.close();
      }
      if (store != null) {
        store.close();
      }
      super.close();
    }
  }

  /** Writes what is due, and asks for the next time: while events come, they have most of it. */
  private void tick() throws Exception {
    long start = System.nanoTime();
    entities.tick(now(), SLICE);
    watch.tick(now(), SLICE);
    long spentMillis = (System.nanoTime() - start) / 1_000_000;
    long forEvents = eventsCome ? EVENTS_SHARE * spentMillis : 0;
    eventsCome = false;
    tickIn(Math.max(settings.freshness().toMillis() - spentMillis, forEvents));
  }

  private void tickIn(long millis) {
    var unused = getProcessingTimeService().registerTimer(now() + millis, timestamp -> tick());
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private Map<String, byte[]> schemas() {
    Map<String, byte[]> schemas = new HashMap<>();
    ViewSchemas.of(repository)
        .encoded()
        .forEach(
            (fingerprint, encoded) -> {
              byte[] name = ViewSchemas.storeKey(repository.project(), fingerprint);
              schemas.put(new String(name, StandardCharsets.UTF_8), encoded);
            });
    return schemas;
  }

  private void show(StoreMeter meter) {
    show("freshet_rows_due", entities::dirtyKeys);
    show("freshet_rows_unfinished", entities::unfinishedKeys);
    show("freshet_rows_written", meter::rowsWritten);
    show("freshet_rows_refused", meter::rowsRefused);
    show("freshet_store_round_trips", meter::roundTrips);
    show("freshet_store_round_trip_seconds", meter::roundTripSeconds);
    show("freshet_store_times_away", meter::timesAway);
    show("freshet_store_away_seconds", meter::awaySeconds);
    show("freshet_store_rewriting", () -> watch.isRewriting() ? 1 : 0);
    show("freshet_cached_entities", entities.cache()::size);
    show("freshet_cache_bytes", entities.cache()::heapBytes);
    show("freshet_cache_hits", entities.cache()::hits);
    show("freshet_cache_misses", entities.cache()::misses);
  }

  private void show(String name, Gauge<? extends Number> gauge) {
    getMetricGroup().addGroup("entity", entityName).gauge(name, gauge);
  }
}
