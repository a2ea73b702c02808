package dev.freshet.pipelines.table;

import dev.freshet.features.type.Timestamps;
import dev.freshet.pipelines.record.Verbatim;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Values of Parquet as JSON: instants and days as RFC 3339, decimals as numbers, lists as arrays,
 * maps and structures as objects, JSON as it is, all other bytes as text. A number that is not
 * finite becomes text: JSON has none, and a reader of records counts it as a field of another type.
 */
final class ParquetJson {

  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  private ParquetJson() {}

  /** Writes a field of which there is at least one value. */
  static void write(JsonBytes out, Group group, int field) {
    Type type = group.getType().getType(field);
    if (type.isRepetition(Repetition.REPEATED)) {
      out.raw('[');
      for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
        separate(out, i);
        value(out, group, field, i);
      }
      out.raw(']');
    } else {
      value(out, group, field, 0);
    }
  }

  private static void value(JsonBytes out, Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      primitive(out, group, field, index, type.asPrimitiveType());
      return;
    }
    Group inner = group.getGroup(field, index);
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof ListLogicalTypeAnnotation) {
      list(out, inner);
    } else if (annotation instanceof MapLogicalTypeAnnotation) {
      map(out, inner);
    } else {
      structure(out, inner);
    }
  }

  private static void structure(JsonBytes out, Group group) {
    GroupType type = group.getType();
    out.raw('{');
    int written = 0;
    for (int field = 0; field < type.getFieldCount(); field++) {
      if (group.getFieldRepetitionCount(field) > 0) {
        separate(out, written++);
        out.text(type.getFieldName(field));
        out.raw(':');
        write(out, group, field);
      }
    }
    out.raw('}');
  }

  /** A list is a repeated group around each element, or, in old files, repeated elements. */
  private static void list(JsonBytes out, Group list) {
    Type repeated = list.getType().getType(0);
    boolean wrapped =
        !repeated.isPrimitive()
            && repeated.asGroupType().getFieldCount() == 1
            && !repeated.getName().equals("array")
            && !repeated.getName().endsWith("_tuple");
    out.raw('[');
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      separate(out, i);
      if (!wrapped) {
        value(out, list, 0, i);
      } else if (list.getGroup(0, i).getFieldRepetitionCount(0) == 0) {
        out.raw("null");
      } else {
        write(out, list.getGroup(0, i), 0);
      }
    }
    out.raw(']');
  }

  private static void map(JsonBytes out, Group map) {
    out.raw('{');
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      separate(out, i);
      Group entry = map.getGroup(0, i);
      out.text(entry.getValueToString(0, 0));
      out.raw(':');
      if (entry.getType().getFieldCount() < 2 || entry.getFieldRepetitionCount(1) == 0) {
        out.raw("null");
      } else {
        write(out, entry, 1);
      }
    }
    out.raw('}');
  }

  private static void primitive(
      JsonBytes out, Group group, int field, int index, PrimitiveType type) {
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> out.raw(Boolean.toString(group.getBoolean(field, index)));
      case INT32 -> integer(out, group.getInteger(field, index), type);
      case INT64 -> integer(out, group.getLong(field, index), type);
      case FLOAT -> number(out, group.getFloat(field, index));
      case DOUBLE -> number(out, group.getDouble(field, index));
      case INT96 -> instant(out, int96(group.getInt96(field, index).getBytes()));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = group.getBinary(field, index).getBytes();
        if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
          out.raw(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString());
        } else if (isJson(type, bytes)) {
          out.raw(bytes);
        } else {
          out.text(bytes);
        }
      }
    }
  }

  private static boolean isJson(PrimitiveType type, byte[] bytes) {
    return type.getLogicalTypeAnnotation() instanceof JsonLogicalTypeAnnotation
        && Verbatim.isJson(bytes);
  }

  private static void integer(JsonBytes out, long value, PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof TimestampLogicalTypeAnnotation timestamp) {
      instant(
          out,
          switch (timestamp.getUnit()) {
            case MILLIS -> value;
            case MICROS -> Math.floorDiv(value, 1_000L);
            case NANOS -> Math.floorDiv(value, 1_000_000L);
          });
    } else if (annotation instanceof DateLogicalTypeAnnotation) {
      instant(out, value * MILLIS_PER_DAY);
    } else if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      out.raw(BigDecimal.valueOf(value, decimal.getScale()).toPlainString());
    } else if (annotation instanceof IntLogicalTypeAnnotation number && !number.isSigned()) {
      out.raw(Long.toUnsignedString(number.getBitWidth() < 64 ? value & 0xFFFF_FFFFL : value));
    } else {
      out.raw(Long.toString(value));
    }
  }

  private static void number(JsonBytes out, double value) {
    if (Double.isFinite(value)) {
      out.raw(Double.toString(value));
    } else {
      out.text(Double.toString(value));
    }
  }

  private static void instant(JsonBytes out, long millis) {
    if (Timestamps.ofEpochMillis(millis).isPresent()) {
      out.text(Timestamps.format(millis));
    } else {
      out.raw(Long.toString(millis));
    }
  }

  /** Nanoseconds of the day in eight bytes, the Julian day in four, the lowest first. */
  private static long int96(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = buffer.getLong();
    return (buffer.getInt() - JULIAN_DAY_OF_EPOCH) * MILLIS_PER_DAY + nanos / 1_000_000;
  }

  private static void separate(JsonBytes out, int index) {
    if (index > 0) {
      out.raw(',');
    }
  }
}
