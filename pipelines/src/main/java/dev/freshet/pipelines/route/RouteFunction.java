package dev.freshet.pipelines.route;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.archive.ArchivedEvent;
import dev.freshet.pipelines.archive.EventLayout;
import dev.freshet.pipelines.archive.Origin;
import dev.freshet.pipelines.count.CheckpointedCounts;
import dev.freshet.pipelines.count.CheckpointedCounts.Count;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.RecordDecoder;
import dev.freshet.pipelines.record.Refusal;
import dev.freshet.pipelines.record.Verbatim;
import dev.freshet.pipelines.repository.Definitions;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads records as events and sends each to the entities it belongs to, on one side output per
 * entity, and to where pairs are made of it. Records that are no events go to the dead letters.
 *
 * <p>A record counts at the first entity, in the order of definition, whose join keys it has; here
 * are counted those that have none and those that are refused.
 */
public final class RouteFunction extends ProcessFunction<RawRecord, RoutedEvent>
    implements CheckpointedFunction {

  /** The metric that counts every record once, by its label {@code outcome}. */
  public static final String RECORDS = "freshet_records";

  private static final long serialVersionUID = 1L;

  private final Definitions definitions;
  private final String kafka;
  private final boolean archived;

  private transient Map<String, Topic> topics;
  private transient CheckpointedCounts counts;
  private transient DeadLetters deadLetters;

  /**
   * A function for all topics of a repository.
   *
   * @param kafka the brokers, for dead letters
   */
  public RouteFunction(Definitions definitions, String kafka) {
    this(definitions, kafka, false);
  }

  /**
   * A function for all topics of a repository.
   *
   * @param kafka the brokers, for dead letters
   * @param archived whether events are archived: then they know where they came from, and those of
   *     no entity are archived from here
   */
  public RouteFunction(Definitions definitions, String kafka, boolean archived) {
    this.definitions = definitions;
    this.kafka = kafka;
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
    topics = new HashMap<>();
    for (int i = 0; i < repository.sources().size(); i++) {
      Source source = repository.sources().get(i);
      if (source.pairs().isEmpty()) {
        topics.put(source.topic(), new Topic(i, source, repository, counts));
      }
    }
  }

  @Override
  public void processElement(
      RawRecord found,
      ProcessFunction<RawRecord, RoutedEvent>.Context context,
      Collector<RoutedEvent> out)
      throws IOException {
    Topic topic = topics.get(found.topic());
    Decoding decoding =
        topic.decoder.decode(found.value(), found.timestamp(), slot -> topic.mistyped[slot].add());
    if (decoding instanceof Decoding.Decoded decoded) {
      Origin origin = archived ? topic.origin(found) : Origin.NONE;
      route(topic, decoded.event(), found.timestamp(), origin, context);
    } else if (decoding instanceof Decoding.Refused refused) {
      refuse(topic, found, refused.reason());
    }
  }

  private void route(
      Topic topic,
      Event event,
      long recordTimestamp,
      Origin origin,
      ProcessFunction<RawRecord, RoutedEvent>.Context context) {
    // One that is ahead waits in state for its time, and by then more may be read of it.
    boolean ahead = event.timestamp() >= recordTimestamp;
    boolean primary = true;
    for (int i = 0; i < topic.routes.size(); i++) {
      EntityRoute route = topic.routes.get(i);
      Optional<String> key = route.key(event);
      if (key.isPresent()) {
        boolean whole = ahead || (primary && archived);
        Event needed = whole ? event : route.needed(event);
        Origin known = primary ? origin : origin.place();
        context.output(
            topic.outputs.get(i), new RoutedEvent(key.get(), topic.source, primary, needed, known));
        primary = false;
      }
    }
    for (PairRoute pairs : topic.pairs) {
      pairs
          .key(event)
          .ifPresent(
              key ->
                  context.output(
                      PairRoute.output(pairs.source()),
                      new RoutedEvent(key, topic.source, false, event, origin.place())));
    }
    if (primary) {
      topic.unkeyed.add();
      if (archived) {
        context.output(ArchivedEvent.OUTPUT, ArchivedEvent.unkeyed(topic.source, event, origin));
      }
    }
  }

  private void refuse(Topic topic, RawRecord found, Refusal reason) throws IOException {
    if (deadLetters == null) {
      deadLetters = new DeadLetters(kafka);
    }
    deadLetters.send(Letter.of(found, reason), topic.letters);
    topic.refused.get(reason).add();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    if (deadLetters != null) {
      deadLetters.flush();
    }
    counts.snapshot();
  }

  @Override
  public void close() {
    if (deadLetters != null) {
      deadLetters.close();
    }
  }

  /** What is needed for the records of one topic. */
  private static final class Topic {

    private final int source;
    private final RecordDecoder decoder;
    private final List<EntityRoute> routes;
    private final List<PairRoute> pairs;
    private final List<OutputTag<RoutedEvent>> outputs;
    private final Verbatim verbatim;
    private final Count unkeyed;
    private final Map<Refusal, Count> refused = new EnumMap<>(Refusal.class);
    private final DeadLetters.Meter letters;
    private final Count[] mistyped;

    Topic(int index, Source source, Repository repository, CheckpointedCounts counts) {
      this.source = index;
      this.decoder = new RecordDecoder(source);
      this.routes = EntityRoute.of(repository, source);
      this.pairs = PairRoute.of(repository.pairsOf(source));
      this.outputs = routes.stream().map(EntityRoute::entity).map(RoutedEvent::output).toList();
      this.verbatim = new Verbatim(EventLayout.of(source).verbatim());
      this.unkeyed = counts.count(RECORDS, "source", source.name(), "outcome", "unkeyed");
      for (Refusal reason : Refusal.values()) {
        refused.put(
            reason,
            counts.count(
                RECORDS,
                "source",
                source.name(),
                "outcome",
                "dead_lettered",
                "reason",
                reason.word()));
      }
      this.letters =
          new DeadLetters.Meter(
              counts.count("freshet_dead_letters_too_large", "source", source.name()),
              counts.count("freshet_dead_letters_lost", "source", source.name()));
      this.mistyped =
          source.fields().stream()
              .map(
                  field ->
                      counts.count(
                          "freshet_mistyped_fields",
                          "source",
                          source.name(),
                          "field",
                          field.name()))
              .toArray(Count[]::new);
    }

    Origin origin(RawRecord found) throws IOException {
      return new Origin(
          found.partition(), found.offset(), found.timestamp(), verbatim.read(found.value()));
    }
  }
}
