package dev.freshet.infra.broker;

import dev.freshet.infra.process.Child;
import dev.freshet.infra.process.Children;
import dev.freshet.infra.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker for tests, in a folder that goes with it. */
public final class RunningBroker implements AutoCloseable {

  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private final BrokerSettings settings;
  private final Path folder;
  private final Children children;
  private Child broker;

  /**
   * Starts a broker and waits until it answers.
   *
   * @param folder an empty one, removed in the end
   */
  public RunningBroker(Path folder) throws IOException {
    this.folder = folder;
    settings = new BrokerSettings(FreePort.find(), FreePort.find(), folder.resolve("kafka"));
    children = new Children(folder);
    start();
  }

  public String bootstrap() {
    return settings.bootstrap();
  }

  /** Starts a broker in the place of one that was killed. */
  public void start() {
    broker =
        children.start(
            KafkaBroker.program(
                settings, List.of("-XX:-UsePerfData"), Optional.of(folder.resolve("kafka.log"))));
    try (Topics topics = topics()) {
      topics.awaitReady();
    }
  }

  public void kill() {
    broker.kill();
  }

  public Topics topics() {
    return new Topics(bootstrap(), PATIENCE);
  }

  /** Creates a topic of four partitions that takes records as large as the broker does. */
  public void create(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      NewTopic four = new NewTopic(topic, Optional.of(4), Optional.empty());
      admin.createTopics(List.of(four)).all().get(20, TimeUnit.SECONDS);
    }
  }

  /** Reads a topic until so many records have come, or none comes for long. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("nobody")) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList());
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      consumer.poll(Duration.ofMillis(300)).forEach(records::add);
    }
    return records;
  }

  /** Commits offsets for a group, as a job does. */
  public void commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(group)) {
      consumer.assign(offsets.keySet());
      consumer.commitSync(offsets);
    }
  }

  @Override
  public void close() {
    children.close();
  }

  private KafkaConsumer<byte[], byte[]> consumer(String group) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap(),
            "group.id",
            group,
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
