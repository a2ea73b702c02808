package dev.freshet.infra.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.process.Child;
import dev.freshet.infra.process.Children;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaBrokerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path temp;

  @Test
  void takesLargeRecordsAndKeepsThemWhenItIsKilled() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("stack"));
    BrokerSettings settings = new BrokerSettings(freePort(), freePort(), folder.resolve("kafka"));
    byte[] large = new byte[5 << 20];
    try (Children children = new Children(folder)) {
      Child broker = start(children, settings);
      try (Topics topics = new Topics(settings.bootstrap(), PATIENCE);
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", settings.bootstrap(), "max.request.size", 16 << 20),
                  new ByteArraySerializer(),
                  new ByteArraySerializer())) {
        topics.awaitReady();
        topics.create(List.of("events"));
        topics.create(List.of("events", "others"));
        producer.send(new ProducerRecord<>("events", 3, null, large)).get(20, TimeUnit.SECONDS);
      }
      broker.kill();

      start(children, settings);
      try (Topics topics = new Topics(settings.bootstrap(), PATIENCE)) {
        topics.awaitReady();
        assertThat(topics.committed("nobody")).isEmpty();
      }
      ConsumerRecords<byte[], byte[]> records = read(settings);
      assertThat(records.count()).isEqualTo(1);
      records.forEach(
          record -> {
            assertThat(record.value()).isEqualTo(large);
            assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
          });
    }
  }

  @Test
  void whereNoBrokerIsTheMessageSaysSo() throws Exception {
    int port = freePort();
    try (Topics topics = new Topics("127.0.0.1:" + port, Duration.ofSeconds(2))) {
      assertThatThrownBy(topics::awaitReady)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("Kafka at 127.0.0.1:" + port + " did not answer");
    }
    assertThatThrownBy(() -> new Topics("nonsense", PATIENCE))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("write HOST:PORT");
  }

  private Child start(Children children, BrokerSettings settings) {
    return children.start(
        KafkaBroker.program(
            settings, List.of("-XX:-UsePerfData"), Optional.of(temp.resolve("kafka.log"))));
  }

  private static ConsumerRecords<byte[], byte[]> read(BrokerSettings settings) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", settings.bootstrap(), "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition("events", 3)));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
      while (records.isEmpty() && System.nanoTime() < deadline) {
        records = consumer.poll(Duration.ofMillis(100));
      }
      return records;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
