package dev.freshet.pipelines.examples;

import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.pipelines.json.JsonTree;
import dev.freshet.pipelines.json.TypedValue;
import dev.freshet.pipelines.table.CellText;
import dev.freshet.pipelines.table.GroupTable;
import dev.freshet.pipelines.table.JsonBytes;
import dev.freshet.pipelines.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The cells of a table's row as values of their types. */
final class TypedCells {

  private final Table table;
  private final JsonBytes json = new JsonBytes();

  TypedCells(Table table) {
    this.table = table;
  }

  /**
   * The value of a cell that is there.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  Object value(int column, ValueType type) {
    if (table instanceof GroupTable groups && isPlain(groups, column, type)) {
      return plain(groups, column, type);
    }
    json.clear();
    table.write(column, CellText.of(type), json);
    try {
      return TypedValue.of(type, JsonTree.value(json.toByteArray()));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The number in a cell that is there, 1 for true and 0 for false; empty if it has none. */
  Optional<Double> number(int column) {
    if (table.isText(column)) {
      return Optional.empty();
    }
    String text = text(column);
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Optional.of(text.equalsIgnoreCase("true") ? 1.0 : 0.0);
    }
    String literal = CellText.NUMBER.literal(text);
    return literal.isEmpty()
        ? Optional.empty()
        : Optional.of(Double.parseDouble(literal)).filter(Double::isFinite);
  }

  /** What a cell that is there says. */
  String text(int column) {
    return new String(table.text(column), StandardCharsets.UTF_8);
  }

  /** Whether the file has just such numbers, which need not be written and read. */
  private static boolean isPlain(GroupTable groups, int column, ValueType type) {
    Type found = groups.schema().getType(column);
    if (!found.isPrimitive() || found.getLogicalTypeAnnotation() != null) {
      return false;
    }
    PrimitiveTypeName name = found.asPrimitiveType().getPrimitiveTypeName();
    return (type == Scalar.INT64 && name == PrimitiveTypeName.INT64)
        || (type == Scalar.DOUBLE && name == PrimitiveTypeName.DOUBLE)
        || (type == Scalar.BOOL && name == PrimitiveTypeName.BOOLEAN);
  }

  private static Object plain(GroupTable groups, int column, ValueType type) {
    if (type == Scalar.INT64) {
      return groups.row().getLong(column, 0);
    } else if (type == Scalar.DOUBLE) {
      return groups.row().getDouble(column, 0);
    }
    return groups.row().getBoolean(column, 0);
  }
}
