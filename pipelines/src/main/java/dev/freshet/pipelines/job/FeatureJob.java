package dev.freshet.pipelines.job;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.archive.Archive;
import dev.freshet.pipelines.entity.EntityOperator;
import dev.freshet.pipelines.entity.EntitySettings;
import dev.freshet.pipelines.pair.PairFunction;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.route.PairRoute;
import dev.freshet.pipelines.route.RawRecord;
import dev.freshet.pipelines.route.RawRecordSchema;
import dev.freshet.pipelines.route.RouteFunction;
import dev.freshet.pipelines.route.RoutedEvent;
import dev.freshet.pipelines.store.RowStoreFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The stream job: records are read and routed, and each entity's events fold in one keyed operator,
 * which writes the rows.
 *
 * @param kafka the brokers
 * @param stores opens the store that rows are written to
 * @param archive where accepted events are archived, if they are
 */
public record FeatureJob(
    Definitions definitions,
    String kafka,
    RowStoreFactory stores,
    EntitySettings settings,
    Optional<Path> archive) {

  /** Fixed for ever: state is assigned to this many groups of keys. */
  public static final int MAX_PARALLELISM = 720;

  private static final String MAX_POLL_RECORDS = "5000";
  private static final String PARTITION_DISCOVERY_MILLIS = "60000";

  /** The name of the consumer group in which the job commits what it has read. */
  public static String group(Repository repository) {
    return "freshet." + repository.project();
  }

  /** Adds the job's operators. */
  public void build(StreamExecutionEnvironment environment) {
    Repository repository = definitions.repository();
    environment.setMaxParallelism(MAX_PARALLELISM);
    environment.getConfig().enableObjectReuse();
    SingleOutputStreamOperator<RoutedEvent> routed =
        environment
            .fromSource(source(repository), WatermarkStrategy.noWatermarks(), "records")
            .uid("records")
            .process(new RouteFunction(definitions, kafka, settings.archived()))
            .name("route")
            .uid("route");
    List<SingleOutputStreamOperator<RoutedEvent>> routing = new ArrayList<>(List.of(routed));
    for (Source source : repository.sources()) {
      if (source.pairs().isPresent()) {
        routing.add(pairs(routed, source));
      }
    }
    List<SingleOutputStreamOperator<?>> archiving = new ArrayList<>(List.of(routed));
    for (Entity entity : entities(repository)) {
      archiving.add(
          routing.stream()
              .<DataStream<RoutedEvent>>map(from -> from.getSideOutput(RoutedEvent.output(entity)))
              .reduce(DataStream::union)
              .orElseThrow()
              .keyBy(RoutedEvent::key, Types.STRING)
              .transform(
                  entity.name(),
                  Types.VOID,
                  new EntityOperator(definitions, entity.name(), stores, settings))
              .uid("entity " + entity.name()));
    }
    archive.ifPresent(
        folder -> new Archive(definitions, folder).add(archiving, environment.getParallelism()));
  }

  private SingleOutputStreamOperator<RoutedEvent> pairs(
      SingleOutputStreamOperator<RoutedEvent> routed, Source source) {
    return routed
        .getSideOutput(PairRoute.output(source))
        .keyBy(RoutedEvent::key, Types.STRING)
        .process(new PairFunction(definitions, source.name(), settings.archived()))
        .name(source.name())
        .uid("pairs " + source.name());
  }

  /** The entities that have something to fold. */
  static List<Entity> entities(Repository repository) {
    return repository.entities().stream()
        .filter(entity -> !repository.viewsOf(entity).isEmpty())
        .toList();
  }

  private KafkaSource<RawRecord> source(Repository repository) {
    return KafkaSource.<RawRecord>builder()
        .setBootstrapServers(kafka)
        .setGroupId(group(repository))
        .setTopics(repository.recordedSources().stream().map(Source::topic).toList())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new RawRecordSchema())
        .setProperty("max.poll.records", MAX_POLL_RECORDS)
        .setProperty("commit.offsets.on.checkpoint", "true")
        .setProperty("partition.discovery.interval.ms", PARTITION_DISCOVERY_MILLIS)
        .build();
  }
}
