package dev.freshet.pipelines.archive;

import dev.freshet.features.type.ValueType;
import dev.freshet.pipelines.parquet.ValueColumn;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** A column of what is archived, or a group of columns. A value may be absent. */
sealed interface Column<T> {

  /** How Parquet declares it. */
  Type declaration();

  boolean isPresent(T row);

  /**
   * Writes the field of a row in which it is present.
   *
   * @param index of the field in what it is a part of
   */
  void write(RecordConsumer out, int index, T row);

  /**
   * A value of one of our types.
   *
   * @param value takes it from a row; {@code null} for none
   */
  record Typed<T>(ValueColumn column, Function<T, Object> value) implements Column<T> {

    Typed(String name, ValueType type, Function<T, Object> value) {
      this(new ValueColumn(name, type), value);
    }

    @Override
    public Type declaration() {
      return column.declaration();
    }

    @Override
    public boolean isPresent(T row) {
      return value.apply(row) != null;
    }

    @Override
    public void write(RecordConsumer out, int index, T row) {
      column.write(out, index, value.apply(row));
    }
  }

  /**
   * A value of any type, as JSON.
   *
   * @param value takes it from a row; {@code null} for none
   */
  record Json<T>(String name, Function<T, String> value) implements Column<T> {

    @Override
    public Type declaration() {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.jsonType())
          .named(name);
    }

    @Override
    public boolean isPresent(T row) {
      return value.apply(row) != null;
    }

    @Override
    public void write(RecordConsumer out, int index, T row) {
      out.startField(name, index);
      out.addBinary(Binary.fromString(value.apply(row)));
      out.endField(name, index);
    }
  }

  /** Columns under one name; present if one of them is. */
  record Group<T>(String name, List<Column<T>> members) implements Column<T> {

    @Override
    public Type declaration() {
      return Types.buildGroup(Repetition.OPTIONAL)
          .addFields(members.stream().map(Column::declaration).toArray(Type[]::new))
          .named(name);
    }

    @Override
    public boolean isPresent(T row) {
      for (Column<T> member : members) {
        if (member.isPresent(row)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void write(RecordConsumer out, int index, T row) {
      out.startField(name, index);
      out.startGroup();
      Column.writeAll(members, out, row);
      out.endGroup();
      out.endField(name, index);
    }
  }

  /** Writes those of the columns that are present. */
  static <T> void writeAll(List<Column<T>> columns, RecordConsumer out, T row) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isPresent(row)) {
        columns.get(i).write(out, i, row);
      }
    }
  }
}
