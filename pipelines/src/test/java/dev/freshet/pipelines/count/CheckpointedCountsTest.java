package dev.freshet.pipelines.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.pipelines.metric.Metered;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CheckpointedCountsTest {

  private static final String FRUIT = "freshet_fruit";

  @Test
  void aCountIsAMetricWithItsLabels() throws Exception {
    try (Counting counting = new Counting(1, 0, null)) {
      counting.take("apple", "apple", "pear");

      assertThat(counting.metered.text()).contains("# TYPE freshet_fruit gauge");
      assertThat(counting.shown("apple")).isEqualTo(2);
      assertThat(counting.shown("pear")).isEqualTo(1);
    }
  }

  @Test
  void aCountGoesOnFromTheCheckpointAndNotFromWhatCameAfterIt() throws Exception {
    OperatorSubtaskState checkpoint;
    try (Counting counting = new Counting(1, 0, null)) {
      counting.take("apple", "apple");
      checkpoint = counting.checkpoint();
      counting.take("apple", "pear");
    }
    try (Counting again = new Counting(1, 0, checkpoint)) {
      assertThat(again.shown("apple")).as("before any record").isEqualTo(2);
      again.take("apple", "pear");
      assertThat(again.shown("apple")).isEqualTo(3);
      assertThat(again.shown("pear")).isEqualTo(1);
    }
  }

  @Test
  void aCheckpointThatIsTakenAgainCountsNothingTwice() throws Exception {
    OperatorSubtaskState checkpoint;
    try (Counting counting = new Counting(1, 0, null)) {
      counting.take("apple");
      counting.checkpoint();
      counting.take("apple");
      checkpoint = counting.checkpoint();
    }
    try (Counting again = new Counting(1, 0, checkpoint)) {
      assertThat(again.shown("apple")).isEqualTo(2);
    }
  }

  @Test
  void withMorePartsTheSumStays() throws Exception {
    OperatorSubtaskState checkpoint;
    try (Counting one = new Counting(1, 0, null)) {
      one.take("apple", "apple", "pear", "plum", "plum", "plum");
      checkpoint = one.checkpoint();
    }
    List<Counting> parts = new ArrayList<>();
    try {
      for (int part = 0; part < 3; part++) {
        OperatorSubtaskState share =
            AbstractStreamOperatorTestHarness.repartitionOperatorState(checkpoint, 8, 1, 3, part);
        parts.add(new Counting(3, part, share));
        parts.get(part).take("apple", "pear", "plum");
      }
      assertThat(parts.stream().mapToLong(part -> part.shown("apple")).sum()).isEqualTo(5);
      assertThat(parts.stream().mapToLong(part -> part.shown("pear")).sum()).isEqualTo(4);
      assertThat(parts.stream().mapToLong(part -> part.shown("plum")).sum()).isEqualTo(6);
    } finally {
      for (Counting part : parts) {
        part.close();
      }
    }
  }

  @Test
  void withFewerPartsTheSumStays() throws Exception {
    OperatorSubtaskState[] shares = new OperatorSubtaskState[2];
    for (int part = 0; part < 2; part++) {
      try (Counting counting = new Counting(2, part, null)) {
        counting.take("apple", part == 0 ? "pear" : "apple");
        shares[part] = counting.checkpoint();
      }
    }
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(shares);
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repartitionOperatorState(both, 8, 2, 1, 0);
    try (Counting one = new Counting(1, 0, all)) {
      assertThat(one.shown("apple")).isEqualTo(3);
      assertThat(one.shown("pear")).isEqualTo(1);
    }
  }

  @Test
  void aValueMayBeEmptyOrStrange() throws Exception {
    OperatorSubtaskState checkpoint;
    try (Counting counting = new Counting(1, 0, null)) {
      counting.take("", "a \"b\" \\ c");
      checkpoint = counting.checkpoint();
    }
    try (Counting again = new Counting(1, 0, checkpoint)) {
      assertThat(again.shown("")).isEqualTo(1);
      assertThat(again.shown("a \\\"b\\\" \\\\ c")).isEqualTo(1);
    }
  }

  /** An operator that counts the words it takes, in Flink's harness. */
  private static final class Counting implements AutoCloseable {

    private final Metered metered = new Metered();
    private final OneInputStreamOperatorTestHarness<String, Void> flink;
    private long checkpoint;

    Counting(int parallelism, int part, OperatorSubtaskState from) throws Exception {
      flink =
          new OneInputStreamOperatorTestHarness<>(
              new Counter(), StringSerializer.INSTANCE, metered.environment(8, parallelism, part));
      flink.getStreamConfig().setOperatorName("counter");
      flink.setup();
      if (from != null) {
        flink.initializeState(from);
      }
      flink.open();
    }

    void take(String... words) throws Exception {
      for (String word : words) {
        flink.processElement(word, 0);
      }
    }

    long shown(String word) {
      return metered.sum(FRUIT, "kind=\"" + word + '"');
    }

    OperatorSubtaskState checkpoint() throws Exception {
      return flink.snapshot(++checkpoint, 0);
    }

    @Override
    public void close() throws Exception {
      flink.close();
      metered.close();
    }
  }

  private static final class Counter extends AbstractStreamOperator<Void>
      implements OneInputStreamOperator<String, Void> {

    private static final long serialVersionUID = 1L;

    private transient CheckpointedCounts counts;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      counts = new CheckpointedCounts(context.getOperatorStateStore(), getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<String> word) {
      counts.count(FRUIT, "kind", word.getValue()).add();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      counts.snapshot();
    }
  }
}
