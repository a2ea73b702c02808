package dev.freshet.infra.served;

import dev.freshet.serving.log.LineTarget;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines as records of a topic. While Kafka is away some wait, and the others are lost. */
final class TopicLines implements LineTarget {

  private static final Logger LOG = LoggerFactory.getLogger(TopicLines.class);

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "acks",
          "all",
          // A topic just made may refuse the first batch and take the second, and then the first
          // never more.
          "max.in.flight.requests.per.connection",
          1,
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

  private static final int CREATE_SECONDS = 5;

  private final ServedPlace.Topic place;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Whether the topic is there, as far as can be helped. */
  private boolean made;

  private boolean complained;

  TopicLines(ServedPlace.Topic place) {
    this.place = place;
    Map<String, Object> settings = new HashMap<>(SETTINGS);
    settings.put("bootstrap.servers", place.kafka());
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void write(byte[] line, Consumer<Exception> failed) throws InterruptedException {
    made = made || create();
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(place.topic(), line),
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

  /**
   * Makes the topic if it is not there; where that fails, lines tell why.
   *
   * @return whether it is done with; else Kafka is away, and the next line tries again
   */
  private boolean create() throws InterruptedException {
    int millis = CREATE_SECONDS * 1_000;
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            place.kafka(),
            // Closing waits for what is under way.
            "default.api.timeout.ms",
            millis,
            "request.timeout.ms",
            millis);
    try (Admin admin = Admin.create(settings)) {
      NewTopic wanted = new NewTopic(place.topic(), Optional.empty(), Optional.empty());
      admin.createTopics(List.of(wanted)).all().get(CREATE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return true;
      }
      if (!complained) {
        complained = true;
        LOG.warn("The topic {} was not created: {}", place.text(), e.toString());
      }
      return !(e instanceof TimeoutException || e.getCause() instanceof RetriableException);
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
