package dev.freshet.benchmarks.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records of a shop's visitors over the last six hours, in order: few visitors and items have many
 * of them, many have few. The same for the same seed, but for the instant they end at.
 */
final class Visits {

  static final int USERS = 20_000;
  static final int ITEMS = 5_000;

  private static final String TOPIC = "shop.interactions";
  private static final String[] TYPES = {"view", "view", "view", "search", "cart", "purchase"};
  private static final long SPAN_MILLIS = 6 * 3_600_000L;

  private final SplittableRandom random = new SplittableRandom(7);

  /** Sends so many, and waits until the broker has them. */
  void send(String kafka, int count) {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 << 10);
    long start = System.currentTimeMillis() - SPAN_MILLIS;
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        int user = skewed(USERS);
        byte[] key = user(user).getBytes(UTF_8);
        byte[] value = record(i, user, start + i * SPAN_MILLIS / count).getBytes(UTF_8);
        var unused = producer.send(new ProducerRecord<>(TOPIC, key, value));
      }
    }
  }

  static String user(int number) {
    return "u" + number;
  }

  static String item(int number) {
    return "i" + number;
  }

  private String record(int i, int user, long timestamp) {
    int category = random.nextInt(12);
    return """
        {"id": "v%d", "ts": %d, "user_id": "%s", "session_id": "s%d-%d", "type": "%s", \
        "item_id": "%s", "category": "c%d", "brand": "b%d", "tags": ["t%d", "sale"], \
        "price": %d.5, "quantity": %d, "dwell_seconds": %d.25, "referrer": "search", \
        "context": {"device": "phone", "country": "DE"}}"""
        .formatted(
            i,
            timestamp,
            user(user),
            user,
            i / 50_000,
            TYPES[random.nextInt(TYPES.length)],
            item(skewed(ITEMS)),
            category,
            random.nextInt(40),
            category,
            random.nextInt(1, 300),
            random.nextInt(1, 4),
            random.nextInt(120));
  }

  /** Log-uniform: each decade has as many. */
  private int skewed(int bound) {
    return (int) Math.pow(bound, random.nextDouble());
  }
}
