package dev.freshet.pipelines.archive;

import java.util.List;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** How rows of one kind are laid out in a file. Immutable. */
record Layout<T>(String name, List<Column<T>> columns) {

  MessageType schema() {
    return new MessageType(name, columns.stream().map(Column::declaration).toList());
  }

  void write(RecordConsumer out, T row) {
    Column.writeAll(columns, out, row);
  }
}
