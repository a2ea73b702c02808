package dev.freshet.pipelines.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.event.Event;
import dev.freshet.pipelines.archive.Origin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RoutedEventSerializerTest {

  private static final RoutedEvent EVENT =
      new RoutedEvent(
          "Zoë%3A😀",
          3,
          true,
          new Event(
              -5,
              true,
              new byte[] {0, -1, 5},
              new Object[] {
                null,
                "text",
                Long.MIN_VALUE,
                -0.1,
                true,
                false,
                Instant.ofEpochMilli(7),
                List.of("a", "é"),
                List.of(),
                Map.of("k", 2.5)
              }),
          Origin.NONE);

  private final TypeSerializer<RoutedEvent> serializer = RoutedEventSerializer.INSTANCE;

  @Test
  void anEventOfEveryTypeTravels() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(EVENT, out);
    serializer.serialize(EVENT, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(serializer.deserialize(in)).isEqualTo(EVENT);
    assertThat(serializer.deserialize(in)).isEqualTo(EVENT);
    assertThat(in.available()).isZero();
  }

  @Test
  void whatIsArchivedTakesItsOriginAlong() throws Exception {
    List<String> verbatim = Arrays.asList("\"Zoë\"", null, "5.50");
    RoutedEvent archived =
        new RoutedEvent("k", 0, false, EVENT.event(), new Origin(0, 0, -1, verbatim));
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(archived, out);
    serializer.serialize(EVENT, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(serializer.deserialize(in)).isEqualTo(archived);
    assertThat(serializer.deserialize(in)).isEqualTo(EVENT);
  }

  @Test
  void anEventIsCopiedAsItIs() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(EVENT, out);
    DataOutputSerializer copy = new DataOutputSerializer(16);

    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);

    assertThat(copy.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
    assertThat(serializer.copy(EVENT)).isSameAs(EVENT);
  }

  @Test
  void aCheckpointKnowsItAgain() {
    assertThat(serializer.snapshotConfiguration().restoreSerializer()).isEqualTo(serializer);
  }
}
