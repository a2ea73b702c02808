package dev.freshet.pipelines.file;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.pipelines.table.CellText;
import dev.freshet.pipelines.table.JsonBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Where the cells of a table belong in a JSON object. A column is named by the path of what it
 * holds, or by the name of the declared field; other columns are passed over. Immutable.
 */
final class Columns {

  private static final int NO_CELL = -1;

  private final Node root;

  private Columns(Node root) {
    this.root = root;
  }

  static Columns of(Source source, List<String> names) {
    Map<String, Cell> byPath = byPath(source);
    Node root = new Node();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      Cell cell = byPath.containsKey(name) ? byPath.get(name) : byField(source, byPath, name);
      if (cell != null) {
        root.descend(cell.path()).put(column, cell.text());
      }
    }
    return new Columns(root);
  }

  /**
   * A column that a declared path leads into, or one of a field's name; {@code null} for neither.
   */
  private static Cell byField(Source source, Map<String, Cell> byPath, String name) {
    if (byPath.keySet().stream().anyMatch(path -> path.startsWith(name + "."))) {
      return new Cell(new FieldPath(List.of(name)), CellText.JSON);
    }
    return source
        .slot(name)
        .map(slot -> source.fields().get(slot))
        .map(field -> new Cell(field.path(), CellText.of(field.type())))
        .orElse(null);
  }

  private static Map<String, Cell> byPath(Source source) {
    Map<String, Cell> byPath = new LinkedHashMap<>();
    for (Source.Field field : source.fields()) {
      put(byPath, field.path(), field.type());
    }
    if (source.eventTime() instanceof EventTime.At at) {
      put(byPath, at.path(), Scalar.TIMESTAMP);
    }
    source.eventId().ifPresent(id -> put(byPath, id, Scalar.STRING));
    return byPath;
  }

  private static void put(Map<String, Cell> byPath, FieldPath path, ValueType type) {
    byPath.putIfAbsent(path.toString(), new Cell(path, CellText.of(type)));
  }

  /**
   * Writes the object of one row.
   *
   * @param isPresent whether the row has a value in a column
   * @param value writes that value
   */
  void write(JsonBytes out, IntPredicate isPresent, CellWriter value) {
    root.write(out, isPresent, value);
  }

  /** Writes the value of one column as JSON. */
  @FunctionalInterface
  interface CellWriter {

    void write(int column, CellText text);
  }

  private record Cell(FieldPath path, CellText text) {}

  /** One name in the object: a cell, or names behind it. */
  private static final class Node {

    private final Map<String, Node> children = new LinkedHashMap<>();
    private int column = NO_CELL;
    private CellText text = CellText.of(Scalar.STRING);

    Node descend(FieldPath path) {
      Node node = this;
      for (String name : path.names()) {
        node = node.children.computeIfAbsent(name, unused -> new Node());
      }
      return node;
    }

    void put(int newColumn, CellText newText) {
      column = newColumn;
      text = newText;
    }

    void write(JsonBytes out, IntPredicate isPresent, CellWriter value) {
      if (hasCell(isPresent)) {
        value.write(column, text);
        return;
      }
      out.raw('{');
      boolean first = true;
      for (Map.Entry<String, Node> child : children.entrySet()) {
        if (child.getValue().isPresent(isPresent)) {
          if (!first) {
            out.raw(',');
          }
          first = false;
          out.text(child.getKey());
          out.raw(':');
          child.getValue().write(out, isPresent, value);
        }
      }
      out.raw('}');
    }

    private boolean hasCell(IntPredicate isPresent) {
      return column != NO_CELL && isPresent.test(column);
    }

    private boolean isPresent(IntPredicate isPresent) {
      return hasCell(isPresent)
          || children.values().stream().anyMatch(child -> child.isPresent(isPresent));
    }
  }
}
