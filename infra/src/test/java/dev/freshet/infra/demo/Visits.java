package dev.freshet.infra.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a shop asks for while its visitors act: for some events, the features of who and what. */
final class Visits implements AutoCloseable {

  private static final List<String> SERVICES =
      List.of("homepage", "product_page", "return_risk", "message");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI features;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final int every;
  private final Thread thread;
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean ended;

  /**
   * Starts to ask.
   *
   * @param every how many events there are to each question
   */
  Visits(String serving, String kafka, String topic, int every) {
    this.features = URI.create(serving + "/v1/features");
    this.every = every;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "fetch.max.wait.ms", 20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    thread = new Thread(this::run, "visits");
    thread.start();
  }

  /** How many questions were answered. */
  int answered() {
    return answered.get();
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
    consumer.close();
  }

  private void run() {
    try {
      for (long seen = 0; !ended; ) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (++seen % every == 0 && !ended) {
            ask(SERVICES.get((int) (seen / every % SERVICES.size())), record.value());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(String service, byte[] event) throws InterruptedException {
    try {
      JsonNode of = mapper.readTree(event);
      ObjectNode asked = mapper.createObjectNode().put("feature_service", service);
      ObjectNode entities = asked.putObject("entities");
      ObjectNode context = asked.putObject("context");
      entities.set("user_id", of.path("user_id"));
      if (service.equals("message")) {
        context.set("at", of.path("ts"));
        context.put("zone", of.at("/context/zone").asText(null));
        context.put("user_agent", of.at("/context/user_agent").asText(null));
      } else {
        entities.set("item_id", of.path("item_id"));
      }
      if (service.equals("product_page")) {
        entities.set("session_id", of.path("session_id"));
      }
      int status =
          http.send(
                  HttpRequest.newBuilder(features)
                      .timeout(PATIENCE)
                      .POST(HttpRequest.BodyPublishers.ofString(asked.toString()))
                      .build(),
                  BodyHandlers.ofString())
              .statusCode();
      if (status == 200) {
        answered.incrementAndGet();
      }
    } catch (IOException unreadable) {
      // Some records of the shop are no JSON, and a server that is away answers nothing.
    }
  }
}
