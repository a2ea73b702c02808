package dev.freshet.pipelines.parquet;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;

/** Writes what was read, as it was read. */
public final class GroupCopy {

  private GroupCopy() {}

  /**
   * Writes one field of a row.
   *
   * @param index of the field in the schema that is written
   * @param field of the row that was read
   */
  public static void write(RecordConsumer out, int index, Group row, int field) {
    int count = row.getFieldRepetitionCount(field);
    if (count == 0) {
      return;
    }
    GroupType type = row.getType();
    String name = type.getFieldName(field);
    out.startField(name, index);
    for (int i = 0; i < count; i++) {
      if (type.getType(field).isPrimitive()) {
        row.writeValue(field, i, out);
      } else {
        write(out, row.getGroup(field, i));
      }
    }
    out.endField(name, index);
  }

  private static void write(RecordConsumer out, Group group) {
    out.startGroup();
    for (int field = 0; field < group.getType().getFieldCount(); field++) {
      write(out, field, group, field);
    }
    out.endGroup();
  }
}
