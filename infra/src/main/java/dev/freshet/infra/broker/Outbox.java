package dev.freshet.infra.broker;

import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.console.InputException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to Kafka, each once and in order, and knows how far each partition then reaches.
 * Used by one thread.
 */
public final class Outbox implements AutoCloseable {

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "acks",
          "all",
          "enable.idempotence",
          true,
          "batch.size",
          256 << 10,
          "buffer.memory",
          64L << 20,
          // Large records go as they are, and are refused where records are read. A little less
          // than the
          // broker takes, which counts the batch around them.
          "max.request.size",
          BrokerSettings.MAX_MESSAGE_BYTES - (64 << 10));

  private final String kafka;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private long sent;

  /** An outbox for many records: they wait a little to be packed together. */
  public static Outbox ofMany(String kafka, Collection<String> topics) {
    return new Outbox(kafka, topics, Map.of("linger.ms", 10, "compression.type", "lz4"));
  }

  /** An outbox for records that are to arrive at once. */
  public static Outbox ofLive(String kafka, Collection<String> topics) {
    return new Outbox(kafka, topics, Map.of("linger.ms", 0));
  }

  /** Connects, so that the first record is not held up by it. */
  private Outbox(String kafka, Collection<String> topics, Map<String, Object> pace) {
    this.kafka = kafka;
    Map<String, Object> settings = new HashMap<>(SETTINGS);
    settings.putAll(pace);
    settings.put("bootstrap.servers", kafka);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      topics.forEach(producer::partitionsFor);
    } catch (KafkaException e) {
      close();
      throw unreachable(e);
    }
  }

  /**
   * Sends a record; waits only while the buffer is full.
   *
   * @param place where the record is from, for a message
   */
  public void send(String topic, Optional<byte[]> key, byte[] value, Supplier<String> place) {
    rethrow();
    try {
      var unused =
          producer.send(new ProducerRecord<>(topic, key.orElse(null), value), this::acknowledge);
      sent++;
    } catch (KafkaException e) {
      throw unreachable(e);
    }
    // A record over the size fails its future, not the call.
    if (failure.get() != null && failure.get().getCause() instanceof RecordTooLargeException e) {
      throw tooLarge(place.get(), value.length, e);
    }
  }

  /** Waits until everything sent has been acknowledged. */
  public void awaitAll() {
    producer.flush();
    rethrow();
  }

  /** How many records were sent. */
  public long sent() {
    return sent;
  }

  /** The offset behind the last record of each partition that got any. */
  public Map<TopicPartition, Long> ends() {
    return Map.copyOf(ends);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }

  private void acknowledge(RecordMetadata metadata, Exception error) {
    if (error != null) {
      failure.compareAndSet(null, unreachable(error));
    } else {
      ends.merge(
          new TopicPartition(metadata.topic(), metadata.partition()),
          metadata.offset() + 1,
          Math::max);
    }
  }

  private void rethrow() {
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private RuntimeException unreachable(Exception cause) {
    return new EnvironmentException(
        "Kafka at " + kafka + " did not take what was sent: " + cause.getMessage(), cause);
  }

  private static InputException tooLarge(String place, int length, Exception cause) {
    return new InputException(
        place + ": a record of " + length + " bytes; Kafka takes up to 16 MiB: take it out", cause);
  }
}
