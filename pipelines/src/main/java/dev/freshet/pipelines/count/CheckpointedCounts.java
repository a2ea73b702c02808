package dev.freshet.pipelines.count;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts of one subtask that are part of every checkpoint, so that each record is counted once, and
 * are shown as metrics. After a change of parallelism the subtasks share what was counted before:
 * the sum over all of them stays. Used by the task's thread; metrics read concurrently.
 */
public final class CheckpointedCounts {

  private static final String STATE = "counts";
  private static final String SEPARATOR = "\u0000";

  private final MetricGroup metrics;
  private final Map<String, Count> counts = new TreeMap<>();
  private final ListState<Tuple2<String, Long>> state;

  /** The counts of one operator, of which there is one object only. */
  public CheckpointedCounts(OperatorStateStore store, MetricGroup metrics) throws Exception {
    this.metrics = metrics;
    this.state =
        store.getListState(new ListStateDescriptor<>(STATE, Types.TUPLE(Types.STRING, Types.LONG)));
    for (Tuple2<String, Long> kept : state.get()) {
      count(kept.f0).add(kept.f1);
    }
  }

  /**
   * The count of a name and labels, from now on shown as a metric.
   *
   * @param labels names and values in turn
   */
  public Count count(String name, String... labels) {
    return count(name + SEPARATOR + String.join(SEPARATOR, labels));
  }

  /** Puts the counts into the operator's state: call it when a checkpoint is taken. */
  public void snapshot() throws Exception {
    state.clear();
    for (Map.Entry<String, Count> entry : counts.entrySet()) {
      state.add(Tuple2.of(entry.getKey(), entry.getValue().value()));
    }
  }

  private Count count(String path) {
    return counts.computeIfAbsent(path, this::show);
  }

  private Count show(String path) {
    String[] parts = path.split(SEPARATOR, -1);
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 1; i + 1 < parts.length; i += 2) {
      labels.put(parts[i], parts[i + 1]);
    }
    MetricGroup group = metrics;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      group = group.addGroup(label.getKey(), label.getValue());
    }
    Count count = new Count();
    group.gauge(parts[0], (Gauge<Long>) count::value);
    return count;
  }

  /** One count. */
  public static final class Count {

    private volatile long value;

    /** Adds 1. */
    public void add() {
      add(1);
    }

    /** Adds some. Called by one thread only. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void add(long more) {
      value += more;
    }

    public long value() {
      return value;
    }
  }
}
