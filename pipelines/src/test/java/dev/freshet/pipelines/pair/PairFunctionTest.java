package dev.freshet.pipelines.pair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.pair.PairFold;
import dev.freshet.pipelines.archive.Origin;
import dev.freshet.pipelines.metric.Metered;
import dev.freshet.pipelines.repository.Definitions;
import dev.freshet.pipelines.repository.Written;
import dev.freshet.pipelines.route.PairRoute;
import dev.freshet.pipelines.route.RoutedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PairFunctionTest {

  private static final String YAML =
      """
      project: shop
      sources:
        - {name: views, topic: shop.views, event_time: ts, event_id: id, fields: {user_id: string, item_id: string}}
      pairs:
        - {name: co_views, source: views, by: user_id, of: item_id, within: 30m}
      entities:
        - {name: item, join_keys: [item_id]}
        - {name: couple, join_keys: [item_id, other_item_id]}
      feature_views:
        - {name: items, entity: item, source: co_views, features: [{name: pairs, aggregation: count}]}
        - {name: couples, entity: couple, source: co_views, features: [{name: pairs, aggregation: count}]}
      """;

  private static final long START = 1_790_000_000_000L;

  private final Definitions definitions = definitions();

  @Test
  void eachPairGoesToItsEntitiesAndIsCountedAtOneOfThem() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.take("u1", START, "lamp", 5);
      harness.take("u2", START + 1, "plug", 6);
      harness.take("u1", START + 2, "bulb", 7);

      List<RoutedEvent> items = harness.routed("item");
      assertThat(items).extracting(RoutedEvent::key).containsExactly("bulb", "lamp");
      assertThat(items).allMatch(RoutedEvent::primary).allMatch(routed -> routed.source() == 1);
      assertThat(items.get(0).event().slots()).containsExactly("bulb", "lamp");
      assertThat(items.get(0).event().timestamp()).isEqualTo(START + 2);
      assertThat(harness.routed("couple"))
          .hasSize(2)
          .noneMatch(RoutedEvent::primary)
          .extracting(RoutedEvent::key)
          .containsExactly("bulb:lamp", "lamp:bulb");
    }
  }

  @Test
  void eachPairHasAPlaceOfItsOwnInTheOrderOfRecords() throws Exception {
    try (Harness harness = new Harness(null)) {
      for (int i = 0; i < 20; i++) {
        harness.take("u", START + i, "i" + i, i);
      }

      List<Long> offsets = new ArrayList<>();
      harness
          .routed("item")
          .forEach(
              routed -> {
                assertThat(routed.origin().partition()).isEqualTo(3 << 10);
                assertThat(routed.origin().appended()).isEqualTo(77);
                offsets.add(routed.origin().offset());
              });
      assertThat(offsets).hasSize(20 * 19).doesNotHaveDuplicates().isSorted();
    }
  }

  @Test
  void goesOnFromACheckpointAndForgetsWhatIsOver() throws Exception {
    OperatorSubtaskState state;
    try (Harness harness = new Harness(null)) {
      harness.take("u", START, "lamp", 1);
      state = harness.checkpoint();
    }
    try (Harness harness = new Harness(state)) {
      harness.take("u", START + 1, "bulb", 2);
      assertThat(harness.routed("item")).hasSize(2);

      PairFold fold = new PairFold(source());
      harness.passed(fold.remembered());
      assertThat(harness.keys()).isOne();
      harness.passed(Duration.ofHours(3));
      assertThat(harness.keys()).isZero();
    }
  }

  private static Definitions definitions() {
    try {
      return Written.as(YAML);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Source source() {
    return definitions.repository().source("co_views").orElseThrow();
  }

  /** The function in Flink's harness: its time passes when a test says so. */
  private final class Harness implements AutoCloseable {

    private final KeyedOneInputStreamOperatorTestHarness<String, RoutedEvent, RoutedEvent> flink;
    private final Metered metered = new Metered();
    private final PairRoute route = PairRoute.of(List.of(source())).get(0);
    private long now;

    Harness(OperatorSubtaskState from) throws Exception {
      flink =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new PairFunction(definitions, "co_views", true)),
              RoutedEvent::key,
              Types.STRING,
              metered.environment(8, 1, 0));
      flink.setup(RoutedEvent.TYPE.createSerializer(new SerializerConfigImpl()));
      if (from != null) {
        flink.initializeState(from);
      }
      flink.open();
    }

    void take(String user, long at, String item, long offset) throws Exception {
      Event event =
          new Event(at, true, ("e" + offset).getBytes(UTF_8), new Object[] {user, item, null});
      Origin origin = new Origin(3, offset, 77, List.of());
      flink.processElement(
          new RoutedEvent(route.key(event).orElseThrow(), 0, false, event, origin), 0);
    }

    List<RoutedEvent> routed(String name) {
      Entity entity = definitions.repository().entity(name).orElseThrow();
      Queue<StreamRecord<RoutedEvent>> output = flink.getSideOutput(RoutedEvent.output(entity));
      List<RoutedEvent> found = new ArrayList<>();
      while (output != null && !output.isEmpty()) {
        found.add(output.poll().getValue());
      }
      return found;
    }

    void passed(Duration time) throws Exception {
      now += time.toMillis();
      flink.setProcessingTime(now);
    }

    int keys() {
      return flink.numKeyedStateEntries() / 2;
    }

    OperatorSubtaskState checkpoint() throws Exception {
      return flink.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
      flink.close();
      metered.close();
    }
  }
}
