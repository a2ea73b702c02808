package dev.freshet.benchmarks.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/** What one user of a shop does, as a web shop would report it: the same for the same seed. */
final class ShopRecords {

  private static final String[] TYPES = {"view", "view", "view", "search", "cart", "purchase"};
  private static final String[] CATEGORIES = {"shoes", "hats", "coats", "bags", "gloves"};

  private final Repository repository = read();
  private final RecordDecoder decoder = new RecordDecoder(source());
  private final SplittableRandom random = new SplittableRandom(7);
  private long made;

  Repository repository() {
    return repository;
  }

  Source source() {
    return repository.sources().get(0);
  }

  /** The next record, at that instant. */
  byte[] next(long timestamp) {
    String type = TYPES[random.nextInt(TYPES.length)];
    String category = CATEGORIES[random.nextInt(CATEGORIES.length)];
    String record =
        """
        {"id": "e-%d", "ts": "%s", "user_id": "u-4711", "session_id": "s-%d", "type": "%s", \
        "item_id": "i-%d", "category": "%s", "brand": "b-%d", "tags": ["new", "%s", "sale"], \
        "price": %d.%02d, "quantity": %d, "dwell_seconds": %d.5, "referrer": "search", \
        "page": {"title": "%s, and more of them", "scroll": 0.75}, \
        "context": {"device": "phone", "country": "DE", "agent": "Mozilla/5.0 (X11; Linux x86_64)"}}"""
            .formatted(
                made++,
                Instant.ofEpochMilli(timestamp),
                made / 20,
                type,
                random.nextInt(5_000),
                category,
                random.nextInt(40),
                category,
                random.nextInt(1, 300),
                random.nextInt(100),
                random.nextInt(1, 4),
                random.nextInt(120),
                category);
    return record.getBytes(UTF_8);
  }

  /** The record as an event. */
  Event event(byte[] record) {
    return ((Decoding.Decoded) decoder.decodeAtRest(record, slot -> {})).event();
  }

  private static Repository read() {
    try (InputStream yaml = ShopRecords.class.getResourceAsStream("shop.yaml")) {
      Path folder = Files.createTempDirectory("benchmark");
      Path file = folder.resolve("shop.yaml");
      try {
        Files.copy(yaml, file);
        return RepositoryReader.read(folder);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidRepositoryException e) {
      throw new IllegalStateException(e);
    }
  }
}
