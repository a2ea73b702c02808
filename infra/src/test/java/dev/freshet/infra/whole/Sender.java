package dev.freshet.infra.whole;

import dev.freshet.features.definition.Source;
import dev.freshet.features.oracle.RandomEvents.Made;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events to their topics and to a world. All events of a user keep their order. */
final class Sender implements AutoCloseable {

  private final World world;
  private final KafkaProducer<byte[], byte[]> producer;

  Sender(String kafka, World world) {
    this.world = world;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void send(Source source, Made made) {
    byte[] key =
        made.fields().get("user_id") instanceof String user
            ? user.getBytes(StandardCharsets.UTF_8)
            : null;
    world.sent(source, made.event(source));
    var unused = producer.send(new ProducerRecord<>(source.topic(), key, EventText.of(made)));
  }

  /** Sends what is no event. */
  void send(Source source, byte[] record) {
    var unused = producer.send(new ProducerRecord<>(source.topic(), record));
  }

  /** Waits until the broker has all that was sent. */
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
