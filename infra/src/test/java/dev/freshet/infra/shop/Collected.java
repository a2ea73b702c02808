package dev.freshet.infra.shop;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.FieldMeter;
import dev.freshet.pipelines.record.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a shop sends in a while, and how the stream job's own decoder reads it. */
final class Collected {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** What the demo runs. */
  static final Repository REPOSITORY = read(Path.of("..", "examples", "shop"));

  static final Source SOURCE = REPOSITORY.source("interactions").orElseThrow();

  private Collected() {}

  static List<ShopRecord> records(Shop shop, Duration span) {
    List<ShopRecord> records = new ArrayList<>();
    ShopRecord next = shop.next();
    while (next.dueNanos() < span.toNanos()) {
      records.add(next);
      next = shop.next();
    }
    return records;
  }

  /** How the job decides on a record that its topic took when it was due. */
  static Decoding decode(ShopRecord record, FieldMeter meter) {
    long appended = NOON.toEpochMilli() + record.dueNanos() / 1_000_000;
    return new RecordDecoder(SOURCE).decode(record.value(), appended, meter);
  }

  /** The events sent, each once, in the order in which they happened. */
  static List<Seen> events(List<ShopRecord> records) {
    return records.stream()
        .filter(record -> record.kind() == Kind.ON_TIME || record.kind() == Kind.LATE)
        .map(record -> new Seen(record, atRest(record)))
        .sorted(
            Comparator.<Seen>comparingLong(seen -> seen.event().timestamp())
                .thenComparingInt(seen -> seen.id().length())
                .thenComparing(Seen::id))
        .toList();
  }

  private static Event atRest(ShopRecord record) {
    return ((Decoding.Decoded)
            new RecordDecoder(SOURCE).decodeAtRest(record.value(), FieldMeter.NONE))
        .event();
  }

  private static Repository read(Path folder) {
    try {
      return RepositoryReader.read(folder);
    } catch (InvalidRepositoryException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An event and the record that it came in. */
  record Seen(ShopRecord record, Event event) {

    String id() {
      return new String(event.tie(), StandardCharsets.UTF_8);
    }

    /** A field's text; empty where there is none. */
    String text(String field) {
      Object value = event.slots()[SOURCE.slot(field).orElseThrow()];
      return value == null ? "" : value.toString();
    }

    boolean is(Action action) {
      return text("type").equals(action.text());
    }
  }
}
