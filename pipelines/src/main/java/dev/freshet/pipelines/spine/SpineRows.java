package dev.freshet.pipelines.spine;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.definition.Source.Field;
import dev.freshet.features.event.Event;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.pipelines.file.TableRecords;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.RecordDecoder;
import dev.freshet.pipelines.record.Refusal;
import dev.freshet.pipelines.table.Table;
import dev.freshet.pipelines.table.TableFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a spine, one after the other, read by the rules for events: the instant is a row's
 * event time, keys and context are its fields. A join key may also be text of digits where it is an
 * {@code int64}, or an integer where it is a {@code string}, as in a request. Not thread-safe.
 */
public final class SpineRows implements Closeable {

  private static final int NOWHERE = -1;

  private final Table table;
  private final SpineNeeds needs;
  private final TableRecords records;
  private final RecordDecoder decoder;
  private final List<Spine.Column> columns;
  private final int contextAt;
  private final int externalAt;
  private final int[] otherAt;
  private final BitSet mistyped = new BitSet();
  private Optional<Event> row = Optional.empty();
  private Refusal refusal = Refusal.NOT_AN_OBJECT;

  /**
   * Rows yet to be read.
   *
   * @param table is closed with them
   * @param columns whose cells are wanted, and their types
   */
  SpineRows(Table table, SpineNeeds needs, List<Spine.Column> columns) {
    this.table = table;
    this.needs = needs;
    this.columns = columns;
    List<Field> fields = new ArrayList<>();
    for (Entity.JoinKey key : needs.joinKeys()) {
      fields.add(field(key.name(), Scalar.STRING));
      fields.add(field(key.name(), Scalar.INT64));
    }
    contextAt = fields.size();
    for (ContextField field : needs.context()) {
      fields.add(field(field.name(), field.type()));
    }
    externalAt = fields.size();
    for (ExternalFeature feature : needs.external()) {
      fields.add(field(feature.columnName(), feature.type()));
    }
    otherAt = new int[columns.size()];
    Arrays.fill(otherAt, NOWHERE);
    for (int i = 0; i < columns.size(); i++) {
      ValueType type = columns.get(i).valueType();
      if (type != Scalar.STRING && !needs.declares(columns.get(i).name())) {
        otherAt[i] = fields.size();
        fields.add(field(columns.get(i).name(), type));
      }
    }
    Source source =
        new Source(
            "spine",
            "",
            Optional.empty(),
            new EventTime.At(new FieldPath(List.of(needs.timestamp()))),
            Optional.empty(),
            fields,
            Duration.ZERO,
            Duration.ZERO,
            Optional.empty());
    records = new TableRecords(table, source);
    decoder = new RecordDecoder(source);
  }

  /** Opens a spine that was found to be right. */
  public static SpineRows open(Spine spine, SpineNeeds needs) throws IOException {
    return new SpineRows(
        TableFormat.of(spine.path()).orElseThrow().open(spine.path()), needs, spine.columns());
  }

  private static Field field(String column, ValueType type) {
    return new Field(column, type, new FieldPath(List.of(column)));
  }

  /** Goes to the next row; false at the end. */
  public boolean next() throws IOException {
    if (!table.next()) {
      return false;
    }
    mistyped.clear();
    Decoding decoding = decoder.decodeAtRest(records.record(), mistyped::set);
    if (decoding instanceof Decoding.Refused refused) {
      row = Optional.empty();
      refusal = refused.reason();
    } else {
      row = Optional.of(((Decoding.Decoded) decoding).event());
    }
    return true;
  }

  /** The row as the file has it. */
  public Table table() {
    return table;
  }

  /** The instant that is asked for, epoch milliseconds. */
  public long instant() {
    return row.orElseThrow().timestamp();
  }

  /** The value of the n-th join key in its type; {@code null} where the row has none. */
  public Object key(int n) {
    Object text = row.orElseThrow().slots()[2 * n];
    Object integer = row.orElseThrow().slots()[2 * n + 1];
    if (needs.joinKeys().get(n).type() == Scalar.INT64) {
      return integer == null && text != null ? integer((String) text) : integer;
    }
    return text == null && integer != null ? integer.toString() : text;
  }

  /** The value of the n-th context field; {@code null} where the row has none. */
  public Object context(int n) {
    return row.orElseThrow().slots()[contextAt + n];
  }

  /** The value of the n-th external feature; {@code null} where the row has none. */
  public Object external(int n) {
    return row.orElseThrow().slots()[externalAt + n];
  }

  /** The value of a column in its type; {@code null} where the row has none. */
  public Object cell(int column) {
    String name = columns.get(column).name();
    for (int n = 0; n < needs.joinKeys().size(); n++) {
      if (needs.joinKeys().get(n).name().equals(name)) {
        return key(n);
      }
    }
    if (name.equals(needs.timestamp())) {
      return Instant.ofEpochMilli(instant());
    }
    for (int n = 0; n < needs.context().size(); n++) {
      if (needs.context().get(n).name().equals(name)) {
        return context(n);
      }
    }
    for (int n = 0; n < needs.external().size(); n++) {
      if (needs.external().get(n).columnName().equals(name)) {
        return external(n);
      }
    }
    if (otherAt[column] != NOWHERE) {
      return row.orElseThrow().slots()[otherAt[column]];
    }
    return table.has(column) ? new String(table.text(column), StandardCharsets.UTF_8) : null;
  }

  /** What is wrong with the row; empty if nothing is. */
  List<String> problems() {
    if (row.isEmpty()) {
      return List.of(refused());
    }
    List<String> problems = new ArrayList<>();
    for (int n = 0; n < needs.joinKeys().size(); n++) {
      Entity.JoinKey key = needs.joinKeys().get(n);
      if (has(key.name()) && key(n) == null) {
        problems.add(
            mistyped(
                key.name(),
                key.type(),
                key.type() == Scalar.INT64
                    ? "write an integer of 64 bits"
                    : "write text, or an integer"));
      }
    }
    for (int n = 0; n < needs.context().size(); n++) {
      ContextField field = needs.context().get(n);
      if (mistyped.get(contextAt + n)) {
        problems.add(
            mistyped(
                field.name(), field.type(), "write such a value, or none where there is none"));
      }
    }
    for (int n = 0; n < needs.external().size(); n++) {
      ExternalFeature feature = needs.external().get(n);
      if (mistyped.get(externalAt + n)) {
        problems.add(
            mistyped(
                feature.columnName(),
                feature.type(),
                "write such a value, or none where there is none"));
      }
    }
    return problems;
  }

  private String refused() {
    if (refusal != Refusal.NO_EVENT_TIME) {
      return refusal == Refusal.NOT_AN_OBJECT ? table.rule() : refusal.text();
    }
    return has(needs.timestamp())
        ? mistyped(
            needs.timestamp(),
            Scalar.TIMESTAMP,
            "write RFC 3339 such as 2026-11-22T12:00:00Z, or epoch milliseconds")
        : needs.timestamp()
            + " has no value; every row needs an instant: RFC 3339 or epoch milliseconds";
  }

  private String mistyped(String column, ValueType type, String rule) {
    return "%s is %s; it is of type %s: %s".formatted(column, shown(column), type.text(), rule);
  }

  private boolean has(String column) {
    int at = table.columns().indexOf(column);
    return at >= 0 && table.has(at);
  }

  private String shown(String column) {
    int at = table.columns().indexOf(column);
    String text = new String(table.text(at), StandardCharsets.UTF_8);
    return "\"" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "\"";
  }

  private static Long integer(String digits) {
    try {
      return digits.matches("-?[0-9]{1,19}") ? Long.valueOf(digits) : null;
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
