package dev.freshet.pipelines.entity;

import dev.freshet.pipelines.metric.Metered;
import dev.freshet.pipelines.route.RoutedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The operator of users in Flink's harness: its time passes when a test says so. */
final class UserHarness implements AutoCloseable {

  static final long FRESHNESS = 100;

  private final KeyedOneInputStreamOperatorTestHarness<String, RoutedEvent, Void> flink;
  private final Metered metered;
  private long checkpoint;
  private boolean crashed;

  private UserHarness(
      KeyedOneInputStreamOperatorTestHarness<String, RoutedEvent, Void> flink, Metered metered) {
    this.flink = flink;
    this.metered = metered;
  }

  /** How a harness is made. */
  record Setup(
      Shop shop,
      boolean onHeap,
      int budgetBytes,
      long cacheBytes,
      long deployment,
      int parallelism,
      int part,
      boolean archived) {

    static Setup of(Shop shop) {
      return new Setup(shop, true, 16 << 10, 1 << 20, 7, 1, 0, false);
    }

    Setup onHeap(boolean is) {
      return new Setup(shop, is, budgetBytes, cacheBytes, deployment, parallelism, part, archived);
    }

    Setup budgetBytes(int bytes) {
      return new Setup(shop, onHeap, bytes, cacheBytes, deployment, parallelism, part, archived);
    }

    Setup cacheBytes(long bytes) {
      return new Setup(shop, onHeap, budgetBytes, bytes, deployment, parallelism, part, archived);
    }

    Setup deployment(long instant) {
      return new Setup(shop, onHeap, budgetBytes, cacheBytes, instant, parallelism, part, archived);
    }

    Setup part(int number, int of) {
      return new Setup(shop, onHeap, budgetBytes, cacheBytes, deployment, of, number, archived);
    }

    Setup archived(boolean is) {
      return new Setup(shop, onHeap, budgetBytes, cacheBytes, deployment, parallelism, part, is);
    }

    /** Starts it without state. */
    UserHarness start(long now) throws Exception {
      return start(now, null);
    }

    /** Starts it from a checkpoint. */
    UserHarness start(long now, OperatorSubtaskState from) throws Exception {
      EntitySettings settings =
          new EntitySettings(
              Duration.ofMillis(FRESHNESS), budgetBytes, cacheBytes, deployment, archived);
      Metered metered = new Metered();
      var flink =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new EntityOperator(shop.definitions(), "user", shop.stores(), settings),
              RoutedEvent::key,
              Types.STRING,
              metered.environment(720, parallelism, part));
      StateBackend backend =
          onHeap ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend(false);
      flink.setStateBackend(backend);
      UserHarness harness = new UserHarness(flink, metered);
      flink.setProcessingTime(now);
      shop.store().follow(flink::getProcessingTime);
      flink.getStreamConfig().setOperatorName("user");
      flink.setup();
      if (from != null) {
        flink.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                from, 720, 1, parallelism, part));
      }
      flink.open();
      return harness;
    }
  }

  long now() {
    return flink.getProcessingTime();
  }

  void take(RoutedEvent event) throws Exception {
    flink.processElement(event, 0);
  }

  /** So many clicks, spread over so many tiles, that the whole row is more than the near part. */
  void takeMany(String user) throws Exception {
    long now = now();
    for (int i = 0; i < 200; i++) {
      take(Shop.click(user, now - 1 - i * 400_000L, user + i));
      if (i == 100) {
        pass(Duration.ofMillis(FRESHNESS));
      }
    }
    pass(Duration.ofMillis(FRESHNESS));
  }

  /** Lets time pass, tick by tick. */
  void pass(Duration duration) throws Exception {
    long end = now() + duration.toMillis();
    while (now() < end) {
      flink.setProcessingTime(Math.min(end, now() + FRESHNESS));
    }
  }

  /** Lets time pass in one leap. */
  void leap(Duration duration) throws Exception {
    flink.setProcessingTime(now() + duration.toMillis());
  }

  OperatorSubtaskState checkpoint() throws Exception {
    flink.prepareSnapshotPreBarrier(++checkpoint);
    return flink.snapshot(checkpoint, now());
  }

  /** What came out on a side since it was last asked. */
  <T> List<T> output(OutputTag<T> side) {
    Queue<StreamRecord<T>> output = flink.getSideOutput(side);
    List<T> found = new ArrayList<>();
    while (output != null && !output.isEmpty()) {
      found.add(output.poll().getValue());
    }
    return found;
  }

  int states() {
    return flink.numKeyedStateEntries();
  }

  int timers() {
    return flink.numProcessingTimeTimers();
  }

  /** How many records had that outcome, by the metrics. */
  long counted(String outcome) {
    return metered.sum("freshet_records", "outcome=\"" + outcome + '"');
  }

  /** Ends it as a failure does: nothing more is written. */
  void crash() {
    crashed = true;
    flink.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
    metered.close();
  }

  @Override
  public void close() throws Exception {
    if (!crashed) {
      flink.close();
      metered.close();
    }
  }
}
