package dev.freshet.benchmarks.system;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.entity.EntitySettings;
import dev.freshet.pipelines.job.FeatureJob;
import dev.freshet.pipelines.job.JobConfig;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.RawRecordSchema;
import dev.freshet.pipelines.route.RouteFunction;
import dev.freshet.pipelines.route.RoutedEvent;
import dev.freshet.pipelines.store.redis.RedisAddress;
import dev.freshet.pipelines.store.redis.RedisRowStores;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The ways in which the job is run. */
enum Variant {
  CACHED("RocksDB behind the cache", false, 32 << 20),
  UNCACHED("RocksDB, no cache", false, 1),
  HEAP("state on the heap behind the cache", true, 32 << 20),
  SHUFFLE("reading, decoding and the shuffle alone", false, 0);

  private final String text;
  private final boolean onHeap;
  private final long cacheBytes;

  Variant(String text, boolean onHeap, long cacheBytes) {
    this.text = text;
    this.onHeap = onHeap;
    this.cacheBytes = cacheBytes;
  }

  String text() {
    return text;
  }

  boolean onHeap() {
    return onHeap;
  }

  /** Adds the operators. */
  void build(Definitions definitions, JobConfig config, StreamExecutionEnvironment environment) {
    if (this == SHUFFLE) {
      shuffle(definitions, config, environment);
      return;
    }
    EntitySettings settings =
        new EntitySettings(
            config.freshness(),
            config.rowBudgetBytes(),
            cacheBytes,
            System.currentTimeMillis(),
            false);
    RedisRowStores stores =
        new RedisRowStores(new RedisAddress(config.redis()), definitions.repository().project());
    new FeatureJob(definitions, config.kafka(), stores, settings, Optional.empty())
        .build(environment);
  }

  private static void shuffle(
      Definitions definitions, JobConfig config, StreamExecutionEnvironment environment) {
    List<String> topics =
        definitions.repository().recordedSources().stream().map(Source::topic).toList();
    environment.getConfig().enableObjectReuse();
    var routed =
        environment
            .fromSource(
                KafkaSource.<dev.freshet.pipelines.route.RawRecord>builder()
                    .setBootstrapServers(config.kafka())
                    .setGroupId("shuffle")
                    .setTopics(topics)
                    .setStartingOffsets(OffsetsInitializer.earliest())
                    .setDeserializer(new RawRecordSchema())
                    .setProperty("max.poll.records", "5000")
                    .build(),
                WatermarkStrategy.noWatermarks(),
                "records")
            .uid("records")
            .process(new RouteFunction(definitions, config.kafka()))
            .uid("route");
    for (Entity entity : definitions.repository().entities()) {
      routed
          .getSideOutput(RoutedEvent.output(entity))
          .keyBy(RoutedEvent::key, Types.STRING)
          .process(new Arrived())
          .uid("arrived at " + entity.name());
    }
  }
}
