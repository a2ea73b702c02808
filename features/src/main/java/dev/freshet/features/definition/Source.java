package dev.freshet.features.definition;

import dev.freshet.features.type.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A named stream of events: a Kafka topic, and the same events at rest in files; or the pairs of
 * another source's events.
 *
 * @param topic Kafka: one JSON object per record
 * @param files a glob of the same events at rest, made absolute; {@code ${VARIABLE}} is replaced
 *     when the files are read, not when the definition is
 * @param eventId where the id is
 * @param fields in the order of declaration, which is that of an event's slots
 * @param deduplicateWithin how far behind an entity's newest event ids are remembered
 * @param maxFutureSkew how far an event may be ahead of its record's timestamp
 * @param pairs what its events are made of, if they are no records of a topic
 */
public record Source(
    String name,
    String topic,
    Optional<Files> files,
    EventTime eventTime,
    Optional<FieldPath> eventId,
    List<Field> fields,
    Duration deduplicateWithin,
    Duration maxFutureSkew,
    Optional<Pairs> pairs) {

  public Source {
    fields = List.copyOf(fields);
  }

  /** The slot of a declared field, by name. Empty when there is none of that name. */
  public Optional<Integer> slot(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The fields' types by name, in the order of their slots. */
  public Map<String, ValueType> schema() {
    Map<String, ValueType> schema = new LinkedHashMap<>();
    fields.forEach(field -> schema.put(field.name(), field.type()));
    return schema;
  }

  /**
   * Events at rest.
   *
   * @param folder that of the definition; relative patterns start there
   * @param pattern a path or glob as written, perhaps with {@code ${VARIABLE}}
   */
  public record Files(Path folder, String pattern) {}

  /** A declared field: its name in expressions, its type, and where it is in the record. */
  public record Field(String name, ValueType type, FieldPath path) {}
}
