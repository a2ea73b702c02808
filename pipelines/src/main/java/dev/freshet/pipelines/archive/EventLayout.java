package dev.freshet.pipelines.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.pipelines.archive.Column.Group;
import dev.freshet.pipelines.archive.Column.Json;
import dev.freshet.pipelines.archive.Column.Typed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the events of one source lie in files: a column at each path that the source declares, typed
 * as it is declared, so that the source's definition reads the files again; and one group about
 * each event's record. Immutable.
 *
 * <p>Where a source reads one place in several ways, say as the event time and as a string, no type
 * holds whatever may stand there: such a column is JSON, with what stood there.
 */
public final class EventLayout {

  /** The name of the group about the record. */
  public static final String RECORD = "_freshet";

  private final Layout<ArchivedEvent> layout;
  private final List<FieldPath> verbatim;

  private EventLayout(Layout<ArchivedEvent> layout, List<FieldPath> verbatim) {
    this.layout = layout;
    this.verbatim = List.copyOf(verbatim);
  }

  public static EventLayout of(Source source) {
    Node root = new Node();
    if (source.eventTime() instanceof EventTime.At at) {
      root.add(
          at.path(), Scalar.TIMESTAMP, false, event -> Instant.ofEpochMilli(event.timestamp()));
    }
    source
        .eventId()
        .ifPresent(
            path ->
                root.add(
                    path,
                    Scalar.STRING,
                    true,
                    event -> event.identified() ? new String(event.tie(), UTF_8) : null));
    for (int i = 0; i < source.fields().size(); i++) {
      Source.Field field = source.fields().get(i);
      int slot = i;
      root.add(field.path(), field.type(), false, event -> event.slots()[slot]);
    }
    List<FieldPath> verbatim = new ArrayList<>();
    List<Column<ArchivedEvent>> columns = root.columns(List.of(), verbatim);
    columns.add(record(source));
    return new EventLayout(new Layout<>("event", columns), verbatim);
  }

  /** The paths of what is kept as it stood in the record, in the order of its origin's values. */
  public List<FieldPath> verbatim() {
    return verbatim;
  }

  /** Whether a source reads something at, or in, what has that name in a record. */
  static boolean reads(Source source, String name) {
    Stream<FieldPath> paths = source.fields().stream().map(Source.Field::path);
    if (source.eventTime() instanceof EventTime.At at) {
      paths = Stream.concat(paths, Stream.of(at.path()));
    }
    return Stream.concat(paths, source.eventId().stream())
        .anyMatch(path -> path.names().get(0).equals(name));
  }

  Layout<ArchivedEvent> layout() {
    return layout;
  }

  private static Column<ArchivedEvent> record(Source source) {
    return new Group<>(
        RECORD,
        List.of(
            new Typed<>("topic", Scalar.STRING, archived -> source.topic()),
            new Typed<>(
                "partition", Scalar.INT64, archived -> (long) archived.origin().partition()),
            new Typed<>("offset", Scalar.INT64, archived -> archived.origin().offset()),
            new Typed<>("appended", Scalar.TIMESTAMP, EventLayout::appended),
            new Typed<>("entity", Scalar.STRING, archived -> archived.entity().orElse(null)),
            new Typed<>("outcome", Scalar.STRING, ArchivedEvent::outcome)));
  }

  private static Object appended(ArchivedEvent archived) {
    long appended = archived.origin().appended();
    return appended < 0 ? null : Instant.ofEpochMilli(appended);
  }

  /** One name in the record: what is read there, and names behind it. */
  private static final class Node {

    private final Map<String, Node> children = new LinkedHashMap<>();
    private final List<Reading> readings = new ArrayList<>();

    /**
     * One way of reading a value.
     *
     * @param isId whether it is read as an id, which takes integers for text
     */
    private record Reading(ValueType type, boolean isId, Function<Event, Object> value) {

      boolean isLike(Reading other) {
        return type.equals(other.type) && isId == other.isId;
      }
    }

    void add(FieldPath path, ValueType type, boolean isId, Function<Event, Object> value) {
      Node node = this;
      for (String name : path.names()) {
        node = node.children.computeIfAbsent(name, unused -> new Node());
      }
      node.readings.add(new Reading(type, isId, value));
    }

    List<Column<ArchivedEvent>> columns(List<String> path, List<FieldPath> verbatim) {
      List<Column<ArchivedEvent>> columns = new ArrayList<>();
      children.forEach(
          (name, child) -> {
            List<String> childPath = new ArrayList<>(path);
            childPath.add(name);
            columns.add(child.column(childPath, verbatim));
          });
      return columns;
    }

    private Column<ArchivedEvent> column(List<String> path, List<FieldPath> verbatim) {
      String name = path.get(path.size() - 1);
      if (readings.isEmpty()) {
        return new Group<>(name, columns(path, verbatim));
      }
      Reading first = readings.get(0);
      if (children.isEmpty() && readings.stream().allMatch(first::isLike)) {
        return new Typed<>(name, first.type(), archived -> first.value().apply(archived.event()));
      }
      int index = verbatim.size();
      verbatim.add(new FieldPath(path));
      return new Json<>(name, archived -> archived.origin().verbatim().get(index));
    }
  }
}
