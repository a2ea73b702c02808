package dev.freshet.infra.replay;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.row.EntityKey;
import dev.freshet.pipelines.file.EventRecords;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.FieldMeter;
import dev.freshet.pipelines.record.RecordDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of one source, one after the other, and what a job would see in them: a time and the
 * join keys. A record that a job would refuse has neither, and is sent all the same. Not
 * thread-safe.
 */
final class SourceEvents implements Closeable {

  private final Source source;
  private final EventRecords records;
  private final RecordDecoder decoder;
  private final Optional<TimeShift> timeShift;
  private final List<int[]> keys = new ArrayList<>();
  private Optional<Event> event = Optional.empty();

  SourceEvents(Repository repository, SourceFiles files) {
    source = files.source();
    records = new EventRecords(source, files.files());
    decoder = new RecordDecoder(source);
    timeShift =
        source.eventTime() instanceof EventTime.At at
            ? Optional.of(new TimeShift(at.path()))
            : Optional.empty();
    for (Entity entity : repository.entities()) {
      List<Optional<Integer>> slots =
          entity.joinKeys().stream().map(key -> source.slot(key.name())).toList();
      if (slots.stream().allMatch(Optional::isPresent)) {
        keys.add(slots.stream().mapToInt(Optional::get).toArray());
      }
    }
  }

  /** Goes to the next record; false at the end. */
  boolean next() throws IOException {
    if (!records.next()) {
      return false;
    }
    event =
        decoder.decodeAtRest(records.record(), FieldMeter.NONE) instanceof Decoding.Decoded decoded
            ? Optional.of(decoded.event())
            : Optional.empty();
    return true;
  }

  String topic() {
    return source.topic();
  }

  /** Whether the record is an event with a time of its own; a table's rows have none. */
  boolean isEvent() {
    return event.isPresent() && timeShift.isPresent();
  }

  /** The event's time in epoch milliseconds. */
  long time() {
    return event.orElseThrow().timestamp();
  }

  /**
   * The record's key, by which its partition is chosen, so that the order of an entity's events
   * holds: the join keys of the first entity that it has all of. Empty for none.
   */
  Optional<byte[]> key() {
    return event.flatMap(this::key);
  }

  private Optional<byte[]> key(Event of) {
    for (int[] slots : keys) {
      List<Object> values = new ArrayList<>();
      for (int slot : slots) {
        if (of.slots()[slot] != null) {
          values.add(of.slots()[slot]);
        }
      }
      if (values.size() == slots.length) {
        return Optional.of(EntityKey.of(values).getBytes(StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  /** The record with its event time moved; as it is where it has none. */
  byte[] shifted(long millis) {
    return millis != 0 && isEvent()
        ? timeShift.orElseThrow().apply(records.record(), millis, time())
        : records.record();
  }

  /** The file and the number of the record in it. */
  String place() {
    return records.place();
  }

  /** The bytes read of all files. */
  long position() {
    return records.position();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
