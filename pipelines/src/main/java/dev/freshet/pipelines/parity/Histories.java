package dev.freshet.pipelines.parity;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.event.FieldsHash;
import dev.freshet.features.type.Scalar;
import dev.freshet.pipelines.archive.Arrival;
import dev.freshet.pipelines.archive.Arrivals;
import dev.freshet.pipelines.archive.EventLayout;
import dev.freshet.pipelines.file.EventFiles;
import dev.freshet.pipelines.file.EventFilesException;
import dev.freshet.pipelines.file.EventRecords;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.FieldMeter;
import dev.freshet.pipelines.record.RecordDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an archive tells of some keys of one entity: what each folded, in the order in which. */
final class Histories {

  private static final String TOPIC = "topic";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";
  private static final String APPENDED = "appended";

  private final Repository repository;
  private final Path archive;

  Histories(Repository repository, Path archive) {
    this.repository = repository;
    this.archive = archive;
  }

  /** A record of Kafka. */
  private record Place(String topic, long partition, long offset) {}

  /** What entities folded, by key. */
  record Known(Map<Entity, Map<String, List<Folded>>> byEntity) {

    /** In the order of folding; empty where nothing is known. */
    List<Folded> of(Entity entity, String key) {
      return byEntity.getOrDefault(entity, Map.of()).getOrDefault(key, List.of());
    }

    private void add(Entity entity, Folded folded) {
      byEntity
          .computeIfAbsent(entity, unused -> new HashMap<>())
          .computeIfAbsent(folded.arrival().key(), unused -> new ArrayList<>())
          .add(folded);
    }
  }

  /** An arrival at an entity, whose event is yet to be found. */
  private record Awaited(Entity entity, Arrival arrival) {}

  /** The histories of some keys of some entities, from one reading of the archive. */
  Known of(Map<Entity, Set<String>> keys) throws IOException {
    Map<Place, List<Awaited>> awaited = new HashMap<>();
    Set<String> sources = new HashSet<>();
    for (Entity entity : keys.keySet()) {
      try (Arrivals arrivals = Arrivals.of(archive, entity.name())) {
        for (var found = arrivals.next(); found.isPresent(); found = arrivals.next()) {
          Arrival arrival = found.get();
          if (keys.get(entity).contains(arrival.key())) {
            sources.add(arrival.source());
            awaited
                .computeIfAbsent(
                    new Place(arrival.topic(), arrival.partition(), arrival.offset()),
                    unused -> new ArrayList<>(1))
                .add(new Awaited(entity, arrival));
          }
        }
      }
    }
    Known known = new Known(new HashMap<>());
    for (Source source : repository.sources()) {
      if (sources.contains(source.name())) {
        read(source, awaited, known);
      }
    }
    for (Map<String, List<Folded>> histories : known.byEntity().values()) {
      histories
          .values()
          .forEach(
              history ->
                  history.sort(Comparator.comparingLong(folded -> folded.arrival().folded())));
    }
    return known;
  }

  private void read(Source source, Map<Place, List<Awaited>> awaited, Known known)
      throws IOException {
    int fields = source.fields().size();
    Source placed = placed(source);
    RecordDecoder decoder = new RecordDecoder(placed);
    try (EventRecords records = new EventRecords(placed, files(source))) {
      while (records.next()) {
        if (!(decoder.decodeAtRest(records.record(), FieldMeter.NONE)
            instanceof Decoding.Decoded decoded)) {
          throw new IOException(records.place() + ": no event");
        }
        Object[] slots = decoded.event().slots();
        Place place =
            new Place((String) slots[fields], (Long) slots[fields + 1], (Long) slots[fields + 2]);
        List<Awaited> arrivals = awaited.getOrDefault(place, List.of());
        if (!arrivals.isEmpty()) {
          Event event = event(decoded.event(), fields);
          Instant appended = (Instant) slots[fields + 3];
          long at = appended == null ? -1 : appended.toEpochMilli();
          for (Awaited found : arrivals) {
            known.add(found.entity(), new Folded(found.arrival(), source, event, at));
          }
        }
      }
    }
  }

  private List<Path> files(Source source) throws IOException {
    try {
      return EventFiles.find(source, archive, pattern(source), name -> null);
    } catch (EventFilesException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Where an archive has the events of a source, from its folder on. */
  static String pattern(Source source) {
    return source.name() + "/**/*.parquet";
  }

  /** The event without what is known of its record. */
  private static Event event(Event placed, int fields) {
    Object[] slots = Arrays.copyOf(placed.slots(), fields);
    byte[] tie = placed.identified() ? placed.tie() : FieldsHash.of(slots);
    return new Event(placed.timestamp(), placed.identified(), tie, slots);
  }

  /** The source with what the archive knows of a record as further fields. */
  private static Source placed(Source source) {
    List<Source.Field> fields = new ArrayList<>(source.fields());
    fields.add(field(TOPIC, Scalar.STRING));
    fields.add(field(PARTITION, Scalar.INT64));
    fields.add(field(OFFSET, Scalar.INT64));
    fields.add(field(APPENDED, Scalar.TIMESTAMP));
    return new Source(
        source.name(),
        source.topic(),
        source.files(),
        source.eventTime(),
        source.eventId(),
        fields,
        source.deduplicateWithin(),
        source.maxFutureSkew(),
        source.pairs());
  }

  private static Source.Field field(String name, Scalar type) {
    return new Source.Field(
        EventLayout.RECORD + "." + name, type, new FieldPath(List.of(EventLayout.RECORD, name)));
  }
}
