package dev.freshet.infra.served;

import dev.freshet.serving.log.LineTarget;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Lines as records of a topic. While Kafka is away some wait, and the others are lost. */
final class TopicLines implements LineTarget {

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "acks",
          "all",
          "linger.ms",
          50,
          "compression.type",
          "lz4",
          "buffer.memory",
          16L << 20,
          "max.block.ms",
          5_000L,
          "delivery.timeout.ms",
          60_000,
          "request.timeout.ms",
          10_000);

  private static final Duration LAST_LINES = Duration.ofSeconds(2);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  TopicLines(ServedPlace.Topic place) {
    topic = place.topic();
    Map<String, Object> settings = new java.util.HashMap<>(SETTINGS);
    settings.put("bootstrap.servers", place.kafka());
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void write(byte[] line, Consumer<Exception> failed) throws InterruptedException {
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(topic, line),
              (metadata, error) -> {
                if (error != null) {
                  failed.accept(error);
                }
              });
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      failed.accept(e);
    }
  }

  /** What waits is sent by the producer's own clock. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    producer.close(LAST_LINES);
  }

  private static InterruptedException interrupted(InterruptException cause) {
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(cause);
    return interrupted;
  }
}
