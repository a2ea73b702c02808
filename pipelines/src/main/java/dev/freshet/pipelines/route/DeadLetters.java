package dev.freshet.pipelines.route;

import dev.freshet.pipelines.record.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where refused records go: the topic {@code <topic>.dead-letters}, with their bytes as they came
 * and headers that say where they were and why they were refused. Each goes there at least once.
 */
final class DeadLetters implements AutoCloseable {

  /** What the name of a topic of dead letters ends with. */
  static final String SUFFIX = ".dead-letters";

  /** More than any record that a topic of ours takes. */
  static final int MAX_REQUEST_BYTES = 32 * 1024 * 1024;

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  DeadLetters(String kafka) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                2L * MAX_REQUEST_BYTES,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Long.MAX_VALUE),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Takes a record on its way. */
  void send(RawRecord refused, Refusal reason) throws IOException {
    check();
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(refused.topic() + SUFFIX, refused.value());
    header(letter, "topic", refused.topic());
    header(letter, "partition", String.valueOf(refused.partition()));
    header(letter, "offset", String.valueOf(refused.offset()));
    header(letter, "reason", reason.word());
    header(letter, "message", reason.text());
    var unused =
        producer.send(
            letter,
            (sent, failed) -> {
              if (failed != null) {
                failure.compareAndSet(null, failed);
              }
            });
  }

  /** Waits until the broker has acknowledged every letter. */
  void flush() throws IOException {
    producer.flush();
    check();
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }

  private void check() throws IOException {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IOException("a dead letter could not be written: " + failed.getMessage(), failed);
    }
  }

  private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
