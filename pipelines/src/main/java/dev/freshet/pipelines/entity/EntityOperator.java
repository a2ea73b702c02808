package dev.freshet.pipelines.entity;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.Outcome;
import dev.freshet.features.fold.Reach;
import dev.freshet.features.row.EntityKey;
import dev.freshet.features.row.Row;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.ViewSchemas;
import dev.freshet.pipelines.count.CheckpointedCounts;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.RoutedEvent;
import dev.freshet.pipelines.store.RowStore;
import dev.freshet.pipelines.store.RowStoreFactory;
import dev.freshet.pipelines.store.StoreMeter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Folds the events of one entity name into keyed state, and writes the rows to the store itself: so
 * it can wait for the store, write all rows again when the store lost them, and write rows in full
 * when the job stops.
 *
 * <p>States are decoded once and stay on the heap while there is room; Flink's keyed state gets
 * them at checkpoints. Changed rows are written together, a freshness apart. A row that reaches
 * only minutes ahead is written in full once its entity is quiet; until then it is on a wheel in
 * memory, and at each checkpoint a keyed timer stands in for the wheel, should the job be restored
 * from there. Other keyed timers write the next piece of a row that was cut, and drop state that
 * nobody can see any more.
 */
public final class EntityOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<RoutedEvent, Void>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  private static final Duration QUIET = Duration.ofMillis(1_800);
  private static final Duration BEFORE_HORIZON = Duration.ofMinutes(1);
  private static final Duration STOPPING = Duration.ofSeconds(5);
  private static final long CACHE_BYTES = 192L << 20;
  private static final long TIMER_GRAIN_MILLIS = 1_000;
  private static final int REWRITTEN_AT_ONCE = 2_000;

  private final Definitions definitions;
  private final String entityName;
  private final RowStoreFactory stores;
  private final EntitySettings settings;

  private transient Repository repository;
  private transient EntityFold fold;
  private transient String rowPrefix;
  private transient EntityCounts counts;
  private transient JobMemory memory;
  private transient ValueState<byte[]> kept;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Residents residents;
  private transient List<Resident> due;
  private transient Wheel wheel;
  private transient RowStore store;
  private transient Iterator<String> rewriting;
  private transient List<String> rewritingKeys;
  private transient String rewritingFor;
  private transient boolean opened;

  /**
   * The operator of one entity.
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
    Entity entity = repository.entity(entityName).orElseThrow();
    fold = EntityFold.of(repository, entity);
    rowPrefix = EntityKey.prefix(repository.project(), entity);
    memory = new JobMemory(context.getOperatorStateStore(), settings.lineage());
    counts =
        new EntityCounts(
            new CheckpointedCounts(context.getOperatorStateStore(), "counts", getMetricGroup()),
            repository,
            entity);
    kept =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>("entity", BytePrimitiveArraySerializer.INSTANCE));
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("rows", VoidNamespaceSerializer.INSTANCE, this);
    residents =
        new Residents(
            CACHE_BYTES / getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    due = new ArrayList<>();
    wheel = new Wheel(now());
    StoreMeter meter = new StoreMeter();
    store = stores.open(schemas(), meter);
    show(meter);
    opened = true;
    var unused =
        getProcessingTimeService()
            .registerTimer(now() + settings.freshness().toMillis(), this::tick);
  }

  @Override
  public void processElement(StreamRecord<RoutedEvent> element) throws Exception {
    RoutedEvent routed = element.getValue();
    long now = now();
    Resident resident = resident(routed.key());
    Outcome outcome =
        fold.fold(
            resident.state(),
            repository.sources().get(routed.source()),
            routed.event(),
            now,
            counts);
    if (routed.primary()) {
      counts.record(routed.source(), outcome);
    }
    if (outcome == Outcome.FOLDED) {
      if (!resident.rowDue()) {
        due.add(resident);
      }
      resident.tookEvent(now);
    } else if (outcome == Outcome.TOO_LATE && resident.state().folded() > 0) {
      resident.remembers();
    }
    residents.shrink(this::leave);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long now = now();
    Resident there = residents.find(timer.getKey());
    if (there != null && there.rowLastsBeyond(now + TIMER_GRAIN_MILLIS)) {
      return;
    }
    Resident resident = resident(timer.getKey());
    long until = fold.retainedUntil(resident.state());
    if (until <= now) {
      residents.remove(timer.getKey());
      kept.clear();
    } else if (!resident.rowDue()) {
      write(resident, now, Reach.FULL);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timers in event time are ever set");
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    writeDue(now());
    store.flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    List<Resident> changed = new ArrayList<>();
    residents.forEach(
        resident -> {
          if (resident.changed() || resident.onWheel()) {
            changed.add(resident);
          }
        });
    for (Resident resident : changed) {
      save(resident);
      if (resident.onWheel()) {
        setTimer(now() + QUIET.toMillis());
      }
    }
    counts.snapshot();
    memory.snapshot();
    super.snapshotState(context);
  }

  @Override
  public void close() throws Exception {
    if (opened) {
      opened = false;
      try {
        writeLast();
      } finally {
        store.close();
      }
    }
    super.close();
  }

  /** Writes in full what reaches only minutes ahead: nobody will come back to it for a while. */
  private void writeLast() throws Exception {
    List<Resident> last = new ArrayList<>();
    residents.forEach(
        resident -> {
          if (resident.rowDue() || resident.near()) {
            last.add(resident);
          }
        });
    long now = now();
    for (Resident resident : last) {
      Row row = fold.row(resident.state(), now, Reach.FULL, settings.rowBudgetBytes());
      store.put(rowPrefix + resident.key(), encode(row), row.keepUntil());
    }
    if (!store.flush(STOPPING)) {
      LOG.warn("The store did not take the last rows of {} in time", entityName);
    }
  }

  private void tick(long scheduled) throws Exception {
    long now = now();
    writeDue(now);
    wheel.turn(now, this::comesUp);
    writeDue(now);
    watchStore(now);
    store.send();
    residents.shrink(this::leave);
    var unused =
        getProcessingTimeService().registerTimer(now + settings.freshness().toMillis(), this::tick);
  }

  /** A key on the wheel comes up: it is quiet now, or goes round once more. */
  private void comesUp(String key) {
    Resident resident = residents.find(key);
    if (resident == null || !resident.onWheel()) {
      return;
    }
    long quietAt = resident.lastEventAt() + QUIET.toMillis();
    if (quietAt > now()) {
      wheel.add(key, quietAt);
      return;
    }
    resident.putOnWheel(false);
    if (resident.near() && !resident.rowDue()) {
      resident.demandRow();
      due.add(resident);
    }
  }

  private void writeDue(long now) throws Exception {
    for (Resident resident : due) {
      if (resident.rowDue()) {
        boolean busy = resident.lastEventAt() + QUIET.toMillis() > now;
        write(resident, now, busy ? Reach.NEAR : Reach.FULL);
      }
    }
    due.clear();
  }

  private void write(Resident resident, long now, Reach reach) throws Exception {
    Row row = fold.row(resident.state(), now, reach, settings.rowBudgetBytes());
    store.put(rowPrefix + resident.key(), encode(row), row.keepUntil());
    residents.remeasure(resident);
    boolean cut = row.horizon() != RowVersion.ENDLESS;
    setCurrentKey(resident.key());
    if (cut && reach == Reach.NEAR) {
      resident.rowMade(Resident.NEAR);
      if (!resident.onWheel()) {
        resident.putOnWheel(true);
        wheel.add(resident.key(), resident.lastEventAt() + QUIET.toMillis());
      }
      return;
    }
    long next =
        cut ? row.horizon() - BEFORE_HORIZON.toMillis() : fold.retainedUntil(resident.state());
    resident.rowMade(next);
    if (next != Long.MAX_VALUE) {
      setTimer(next);
    }
  }

  private byte[] encode(Row row) {
    return row.encode(memory.lineage(), settings.deployment());
  }

  /** Sets a timer of the current key; nearly equal ones are one. */
  private void setTimer(long instant) {
    long grain = instant - now() > Duration.ofHours(1).toMillis() ? 3_600_000 : TIMER_GRAIN_MILLIS;
    timers.registerProcessingTimeTimer(
        VoidNamespace.INSTANCE, Math.floorDiv(instant, grain) * grain + grain);
  }

  /** The entity of the current or another key, read from Flink's state if it is not on the heap. */
  private Resident resident(String key) throws Exception {
    Resident resident = residents.find(key);
    if (resident == null) {
      setCurrentKey(key);
      byte[] bytes = kept.value();
      EntityState state = bytes == null ? fold.create() : fold.read(bytes);
      resident = new Resident(key, state);
      residents.add(resident);
    }
    return resident;
  }

  private void leave(Resident resident) throws Exception {
    if (resident.rowDue() || resident.near()) {
      write(resident, now(), Reach.FULL);
    }
    resident.putOnWheel(false);
    if (resident.changed()) {
      save(resident);
    }
  }

  private void save(Resident resident) throws Exception {
    setCurrentKey(resident.key());
    kept.update(fold.write(resident.state()));
    resident.saved();
  }

  /** Looks whether the store still has the rows, and writes all of them again if not. */
  private void watchStore(long now) throws Exception {
    String identity = store.identity().orElse(memory.store());
    if (memory.store().isEmpty()) {
      memory.remember(identity);
    }
    if (!identity.equals(memory.store()) && !identity.equals(rewritingFor)) {
      LOG.warn("The store may have lost rows of {}; writing all of them again", entityName);
      stopRewriting();
      rewritingFor = identity;
      residents.forEach(
          resident -> {
            if (!resident.rowDue()) {
              resident.demandRow();
              due.add(resident);
            }
          });
      try (Stream<String> keys =
          this.<String>getKeyedStateBackend().getKeys("entity", VoidNamespace.INSTANCE)) {
        rewritingKeys = keys.toList();
      }
      rewriting = rewritingKeys.iterator();
    }
    rewriteSome(now);
  }

  private void rewriteSome(long now) throws Exception {
    if (rewriting == null) {
      return;
    }
    for (int i = 0; i < REWRITTEN_AT_ONCE && rewriting.hasNext(); i++) {
      Resident resident = resident(rewriting.next());
      if (!resident.rowDue()) {
        write(resident, now, Reach.FULL);
      }
      residents.shrink(this::leave);
    }
    if (!rewriting.hasNext()) {
      memory.remember(rewritingFor);
      stopRewriting();
    }
  }

  private void stopRewriting() {
    rewriting = null;
    rewritingKeys = null;
    rewritingFor = null;
  }

  private Map<String, byte[]> schemas() {
    Map<String, byte[]> schemas = new HashMap<>();
    ViewSchemas.of(repository)
        .encoded()
        .forEach(
            (fingerprint, encoded) ->
                schemas.put(
                    new String(
                        ViewSchemas.storeKey(repository.project(), fingerprint),
                        StandardCharsets.UTF_8),
                    encoded));
    return schemas;
  }

  private void show(StoreMeter meter) {
    getMetricGroup().gauge("freshet_rows_written", (Gauge<Long>) meter::rowsWritten);
    getMetricGroup().gauge("freshet_rows_refused", (Gauge<Long>) meter::rowsRefused);
    getMetricGroup().gauge("freshet_store_round_trips", (Gauge<Long>) meter::roundTrips);
    getMetricGroup()
        .gauge("freshet_store_round_trip_seconds", (Gauge<Double>) meter::roundTripSeconds);
    getMetricGroup().gauge("freshet_store_away_seconds", (Gauge<Double>) meter::awaySeconds);
    getMetricGroup().gauge("freshet_resident_entities", (Gauge<Integer>) residents::size);
    getMetricGroup().gauge("freshet_rows_due", (Gauge<Integer>) due::size);
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
