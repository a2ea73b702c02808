package dev.freshet.pipelines.pair;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.pair.PairFold;
import dev.freshet.features.pair.PairMeter;
import dev.freshet.features.pair.PairState;
import dev.freshet.pipelines.archive.Origin;
import dev.freshet.pipelines.count.CheckpointedCounts;
import dev.freshet.pipelines.count.CheckpointedCounts.Count;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.EntityRoute;
import dev.freshet.pipelines.route.RoutedEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Makes the pairs of one definition, of events keyed by whose they are, and sends each to the
 * entities it belongs to, on the same side outputs as events of topics go.
 */
public final class PairFunction extends KeyedProcessFunction<String, RoutedEvent, RoutedEvent>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** More than one event can make. */
  private static final int MOST_MADE = 1 << 10;

  /** More than the job has subtasks. */
  private static final int MOST_SUBTASKS = 1 << 10;

  /** How much later than needed a state may go, so that not every event moves a timer. */
  private static final long SLACK_MILLIS = Duration.ofHours(1).toMillis();

  private final Definitions definitions;
  private final String name;
  private final boolean archived;

  private transient PairFold fold;
  private transient int sourceIndex;
  private transient List<EntityRoute> routes;
  private transient List<OutputTag<RoutedEvent>> outputs;
  private transient CheckpointedCounts counts;
  private transient Count made;
  private transient PairMeter meter;
  private transient ValueState<byte[]> seen;
  private transient ValueState<Long> touched;

  /**
   * A function for one definition.
   *
   * @param name of the source of pairs
   * @param archived whether events know where they came from
   */
  public PairFunction(Definitions definitions, String name, boolean archived) {
    this.definitions = definitions;
    this.name = name;
    this.archived = archived;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts =
        new CheckpointedCounts(
            context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void open(OpenContext context) {
    Repository repository = definitions.repository();
    Source source = repository.source(name).orElseThrow();
    fold = new PairFold(source);
    sourceIndex = repository.sources().indexOf(source);
    routes = EntityRoute.of(repository, source);
    outputs = routes.stream().map(EntityRoute::entity).map(RoutedEvent::output).toList();
    made = counts.count("freshet_pairs", "pairs", name);
    meter = new Meter(counts, name);
    seen =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("seen", BytePrimitiveArraySerializer.INSTANCE));
    touched = getRuntimeContext().getState(new ValueStateDescriptor<>("touched", Types.LONG));
  }

  @Override
  public void processElement(
      RoutedEvent routed,
      KeyedProcessFunction<String, RoutedEvent, RoutedEvent>.Context context,
      Collector<RoutedEvent> out)
      throws Exception {
    byte[] before = seen.value();
    PairState state = before == null ? PairState.create() : PairState.read(before);
    List<Event> pairs = fold.take(state, routed.event(), meter);
    byte[] after = state.write();
    if (!Arrays.equals(before, after)) {
      seen.update(after);
      touch(context);
    }
    made.add(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      route(pairs.get(i), archived ? origin(routed.origin(), i) : Origin.NONE, context);
    }
  }

  private void route(
      Event pair,
      Origin origin,
      KeyedProcessFunction<String, RoutedEvent, RoutedEvent>.Context context) {
    boolean primary = true;
    for (int i = 0; i < routes.size(); i++) {
      Optional<String> key = routes.get(i).key(pair);
      if (key.isPresent()) {
        context.output(
            outputs.get(i), new RoutedEvent(key.get(), sourceIndex, primary, pair, origin));
        primary = false;
      }
    }
  }

  /**
   * A place that no other pair has. Those of one partition come to an entity in the order of their
   * offsets, as records do.
   */
  private Origin origin(Origin of, int number) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    return new Origin(
        of.partition() * MOST_SUBTASKS + subtask,
        of.offset() * MOST_MADE + number,
        of.appended(),
        List.of());
  }

  private void touch(KeyedProcessFunction<String, RoutedEvent, RoutedEvent>.Context context)
      throws Exception {
    long now = context.timerService().currentProcessingTime();
    Long last = touched.value();
    if (last == null) {
      context.timerService().registerProcessingTimeTimer(forgetAt(now));
    }
    if (last == null || now - last > SLACK_MILLIS) {
      touched.update(now);
    }
  }

  private long forgetAt(long touchedAt) {
    return touchedAt + fold.remembered().toMillis() + SLACK_MILLIS;
  }

  @Override
  public void onTimer(
      long timestamp,
      KeyedProcessFunction<String, RoutedEvent, RoutedEvent>.OnTimerContext context,
      Collector<RoutedEvent> out)
      throws Exception {
    long forgetAt = forgetAt(touched.value());
    if (timestamp < forgetAt) {
      context.timerService().registerProcessingTimeTimer(forgetAt);
    } else {
      seen.clear();
      touched.clear();
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot();
  }

  /** Counts what is not paired. */
  private static final class Meter implements PairMeter {

    private final Count failed;
    private final Count late;

    Meter(CheckpointedCounts counts, String name) {
      failed = counts.count("freshet_pairs_failed_where", "pairs", name);
      late = counts.count("freshet_pairs_too_late", "pairs", name);
    }

    @Override
    public void failedWhere() {
      failed.add();
    }

    @Override
    public void tooLate() {
      late.add();
    }
  }
}
