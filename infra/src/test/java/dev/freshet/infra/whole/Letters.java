package dev.freshet.infra.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is in a topic of dead letters, as anybody reads it. */
final class Letters {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Letters() {}

  /** Where a refused record was. */
  record Place(String topic, int partition, long offset) {}

  /** A dead letter: its place and its reason are those that its headers name. */
  record Letter(Place place, String reason, String cutFromBytes, byte[] bytes) {

    private static Letter of(ConsumerRecord<byte[], byte[]> found) {
      return new Letter(
          new Place(
              header(found, "topic"),
              Integer.parseInt(header(found, "partition")),
              Long.parseLong(header(found, "offset"))),
          header(found, "reason"),
          header(found, "cut_from_bytes"),
          found.value());
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
      Header header = found.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), UTF_8);
    }
  }

  /** All that are there by now. */
  static List<Letter> of(String kafka, String topic) {
    List<Letter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(topic + " cannot be read to its end");
        }
        consumer.poll(Duration.ofMillis(100)).forEach(found -> letters.add(Letter.of(found)));
      }
    }
    return letters;
  }
}
