package dev.freshet.pipelines.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.pipelines.archive.ArchivedEvent;
import dev.freshet.pipelines.metric.Metered;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.repository.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The function that routes, in Flink's harness. */
final class RouteHarness implements AutoCloseable {

  /** Clicks of users on items, and pages that only users see. */
  static final String YAML =
      """
      project: shop
      sources:
        - name: clicks
          topic: shop.clicks
          event_time: ts
          event_id: id
          fields: {user_id: string, item_id: int64, price: double, note: string}
        - name: pages
          topic: shop.pages
          event_time: ts
          fields: {user_id: string, page: string, time: {type: string, path: ts}}
      entities:
        - {name: item, join_keys: [item_id]}
        - {name: user, join_keys: [user_id]}
        - {name: user_item, join_keys: [user_id, item_id]}
        - {name: idle, join_keys: [user_id]}
      feature_views:
        - name: of_users
          entity: user
          source: clicks
          features: [{name: spend, aggregation: sum, value: event.price}]
        - name: of_items
          entity: item
          source: clicks
          features: [{name: clicks, aggregation: count}]
        - name: of_both
          entity: user_item
          source: clicks
          features: [{name: notes, aggregation: last, value: event.note}]
        - name: of_pages
          entity: user
          source: pages
          features: [{name: pages, aggregation: last, value: event.page}]
      """;

  private final Definitions definitions = Written.as(YAML);
  private final Metered metered = new Metered();
  private final OneInputStreamOperatorTestHarness<RawRecord, RoutedEvent> flink;
  private long checkpoint;
  private long offset;

  /**
   * Starts it.
   *
   * @param from the checkpoint; {@code null} for none
   */
  RouteHarness(String kafka, OperatorSubtaskState from) throws Exception {
    this(kafka, from, false);
  }

  /** Starts it, with or without an archive. */
  RouteHarness(String kafka, OperatorSubtaskState from, boolean archived) throws Exception {
    TypeSerializer<RawRecord> records =
        TypeInformation.of(RawRecord.class).createSerializer(new SerializerConfigImpl());
    flink =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new RouteFunction(definitions, kafka, archived)),
            records,
            metered.environment(8, 1, 0));
    flink.getStreamConfig().setOperatorName("route");
    flink.setup(RoutedEvent.TYPE.createSerializer(new SerializerConfigImpl()));
    if (from != null) {
      flink.initializeState(from);
    }
    flink.open();
  }

  /** Takes a record of a topic, the next one in its partition. */
  void take(String topic, String json) throws Exception {
    take(new RawRecord(topic, 2, offset++, Long.MAX_VALUE / 2, json.getBytes(UTF_8)));
  }

  void take(RawRecord found) throws Exception {
    flink.processElement(found, 0);
  }

  /** What came out for an entity since it was last asked. */
  List<RoutedEvent> routed(String entity) {
    return output(RoutedEvent.output(definitions.repository().entity(entity).orElseThrow()));
  }

  /** What came out to be archived from here since it was last asked. */
  List<ArchivedEvent> archived() {
    return output(ArchivedEvent.OUTPUT);
  }

  private <T> List<T> output(OutputTag<T> side) {
    Queue<StreamRecord<T>> output = flink.getSideOutput(side);
    List<T> found = new ArrayList<>();
    while (output != null && !output.isEmpty()) {
      found.add(output.poll().getValue());
    }
    return found;
  }

  /** What came out for nobody. */
  Queue<Object> main() {
    return flink.getOutput();
  }

  long counted(String name, String... labels) {
    return metered.sum(name, labels);
  }

  OperatorSubtaskState checkpoint() throws Exception {
    flink.prepareSnapshotPreBarrier(++checkpoint);
    return flink.snapshot(checkpoint, 0);
  }

  @Override
  public void close() throws Exception {
    flink.close();
    metered.close();
  }
}
