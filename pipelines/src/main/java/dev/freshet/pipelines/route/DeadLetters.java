package dev.freshet.pipelines.route;

import dev.freshet.pipelines.count.CheckpointedCounts.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where refused records go: the topic {@code <topic>.dead-letters}, with their bytes as they came
 * and headers that say where they were and why they were refused. Each goes there at least once.
 *
 * <p>A topic that somebody else made may take less than a record has. What it refuses for its size
 * is sent again with half of the bytes until it fits, and says so; what does not fit with none is
 * lost, and counted: one record must not hold up all others.
 */
final class DeadLetters implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** More than any record that a topic of ours takes. */
  static final int MAX_REQUEST_BYTES = 32 * 1024 * 1024;

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Queue<Posted> tooLarge = new ConcurrentLinkedQueue<>();
  private final Set<String> warned = new HashSet<>();

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

  /**
   * What is counted of the letters of one source.
   *
   * @param tooLarge those that their topic does not take whole
   * @param lost those of them that it does not take with no bytes either
   */
  record Meter(Count tooLarge, Count lost) {}

  private record Posted(Letter letter, Meter meter) {}

  /** Takes a letter on its way. */
  void send(Letter letter, Meter meter) throws IOException {
    check();
    post(new Posted(letter, meter));
    sendShorter();
  }

  /** Waits until the broker has acknowledged every letter. */
  void flush() throws IOException {
    do {
      sendShorter();
      producer.flush();
      check();
    } while (!tooLarge.isEmpty());
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }

  private void post(Posted posted) {
    var unused =
        producer.send(
            posted.letter.record(),
            (sent, failed) -> {
              if (failed instanceof RecordTooLargeException
                  || failed instanceof RecordBatchTooLargeException) {
                tooLarge.add(posted);
              } else if (failed != null) {
                failure.compareAndSet(null, failed);
              }
            });
  }

  /** Sends what was too large for its topic again, not from the producer's own thread. */
  private void sendShorter() {
    for (Posted refused = tooLarge.poll(); refused != null; refused = tooLarge.poll()) {
      Letter letter = refused.letter;
      if (letter.isWhole()) {
        refused.meter.tooLarge.add();
      }
      if (letter.keptBytes() > 0) {
        warn(letter, "takes no letter of " + letter.keptBytes() + " bytes, so such are cut");
        post(new Posted(letter.half(), refused.meter));
      } else {
        warn(letter, "takes no letter at all, so they are lost");
        refused.meter.lost.add();
      }
    }
  }

  /** Once for each topic, and once more where it is worse than that. */
  private void warn(Letter letter, String what) {
    if (warned.add(letter.topic() + (letter.keptBytes() > 0))) {
      LOG.warn("{} {}; give it a larger max.message.bytes", letter.topic(), what);
    }
  }

  private void check() throws IOException {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IOException("a dead letter could not be written: " + failed.getMessage(), failed);
    }
  }
}
