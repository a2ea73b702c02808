package dev.freshet.benchmarks.system;

import dev.freshet.pipelines.route.RoutedEvent;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Counts records where they would be folded, in this JVM. */
final class Arrived extends KeyedProcessFunction<String, RoutedEvent, Void> {

  static final LongAdder RECORDS = new LongAdder();

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(RoutedEvent event, Context context, Collector<Void> out) {
    if (event.primary()) {
      RECORDS.increment();
    }
  }
}
