package dev.freshet.infra.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.infra.console.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KafkaBrokerIT {

  @TempDir private Path temp;

  @Test
  void takesLargeRecordsAndKeepsThemWhenItIsKilled() throws Exception {
    byte[] large = new byte[5 << 20];
    try (RunningBroker broker = new RunningBroker(Files.createDirectory(temp.resolve("broker")))) {
      try (Topics topics = broker.topics();
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", broker.bootstrap(), "max.request.size", 16 << 20),
                  new ByteArraySerializer(),
                  new ByteArraySerializer())) {
        topics.awaitReady();
        broker.create("events");
        producer.send(new ProducerRecord<>("events", 3, null, large)).get(20, TimeUnit.SECONDS);
      }

      broker.kill();
      broker.start();

      try (Topics topics = broker.topics()) {
        assertThat(topics.committed("nobody")).isEmpty();
      }
      List<ConsumerRecord<byte[], byte[]>> records = broker.read("events", 1);
      assertThat(records).hasSize(1);
      assertThat(records.get(0).value()).isEqualTo(large);
      assertThat(records.get(0).timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    }
  }

  @Test
  void whereNoBrokerIsTheMessageSaysSo() {
    // Port 1 is nobody's.
    try (Topics topics = new Topics("127.0.0.1:1", Duration.ofSeconds(2))) {
      assertThatThrownBy(topics::awaitReady)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("Kafka at 127.0.0.1:1 did not answer");
    }
    assertThatThrownBy(() -> new Topics("nonsense", Duration.ofSeconds(2)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("write HOST:PORT");
  }
}
