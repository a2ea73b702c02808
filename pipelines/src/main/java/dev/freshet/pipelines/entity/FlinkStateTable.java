package dev.freshet.pipelines.entity;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/** The table in Flink's keyed state: one value a key, one for its mark, and keyed timers. */
final class FlinkStateTable implements StateTable {

  private static final String STATE = "state";
  private static final String MARK = "unfinished";

  private final KeyedStateBackend<String> backend;
  private final InternalTimerService<VoidNamespace> timers;
  private final ValueState<byte[]> state;
  private final ValueState<Boolean> mark;

  FlinkStateTable(KeyedStateBackend<String> backend, InternalTimerService<VoidNamespace> timers)
      throws Exception {
    this.backend = backend;
    this.timers = timers;
    this.state =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(STATE, BytePrimitiveArraySerializer.INSTANCE));
    this.mark =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(MARK, BooleanSerializer.INSTANCE));
  }

  @Override
  public Optional<byte[]> get(String key) throws Exception {
    backend.setCurrentKey(key);
    return Optional.ofNullable(state.value());
  }

  @Override
  public void put(String key, byte[] bytes) throws Exception {
    backend.setCurrentKey(key);
    state.update(bytes);
  }

  @Override
  public void remove(String key) {
    backend.setCurrentKey(key);
    state.clear();
    mark.clear();
  }

  @Override
  public Keys keys() {
    Stream<String> keys = backend.getKeys(STATE, VoidNamespace.INSTANCE);
    if (backend instanceof HeapKeyedStateBackend) {
      // Its keys cannot be walked while states change; they are on the heap anyway.
      keys = keys.toList().stream();
    }
    return new StreamKeys(keys);
  }

  @Override
  public void mark(String key) throws Exception {
    backend.setCurrentKey(key);
    mark.update(true);
  }

  @Override
  public void unmark(String key) {
    backend.setCurrentKey(key);
    mark.clear();
  }

  @Override
  public List<String> marked() {
    try (Stream<String> keys = backend.getKeys(MARK, VoidNamespace.INSTANCE)) {
      return keys.toList();
    }
  }

  @Override
  public void wakeAt(String key, long instant) {
    backend.setCurrentKey(key);
    timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, instant);
  }

  @Override
  public void cancelWake(String key, long instant) {
    backend.setCurrentKey(key);
    timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, instant);
  }

  private record StreamKeys(Stream<String> stream, Iterator<String> iterator) implements Keys {

    private StreamKeys(Stream<String> stream) {
      this(stream, stream.iterator());
    }

    @Override
    public Optional<String> next() {
      return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
