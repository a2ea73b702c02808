package dev.freshet.pipelines.parquet;

import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A column of values of one of our types: strings in UTF-8, timestamps as milliseconds of UTC,
 * lists and maps as Parquet's own.
 */
public record ValueColumn(String name, ValueType type) {

  private static final String LIST = "list";
  private static final String ELEMENT = "element";
  private static final String KEY_VALUE = "key_value";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  /** How Parquet declares it; a value may be absent. */
  public Type declaration() {
    if (type instanceof ListType list) {
      return Types.optionalList().element(scalar(list.element(), ELEMENT)).named(name);
    } else if (type instanceof MapType map) {
      return Types.optionalMap()
          .key(
              Types.required(PrimitiveTypeName.BINARY)
                  .as(LogicalTypeAnnotation.stringType())
                  .named(KEY))
          .value(scalar(map.value(), VALUE))
          .named(name);
    }
    return scalar((Scalar) type, name);
  }

  /**
   * Writes the field of a row.
   *
   * @param index of the field in the schema
   * @param value {@code null} for none
   */
  public void write(RecordConsumer out, int index, Object value) {
    if (value == null) {
      return;
    }
    out.startField(name, index);
    if (value instanceof List<?> list) {
      write(out, list, ((ListType) type).element());
    } else if (value instanceof Map<?, ?> map) {
      write(out, map, ((MapType) type).value());
    } else {
      write(out, value, (Scalar) type);
    }
    out.endField(name, index);
  }

  private static void write(RecordConsumer out, List<?> list, Scalar element) {
    out.startGroup();
    if (!list.isEmpty()) {
      out.startField(LIST, 0);
      for (Object item : list) {
        out.startGroup();
        out.startField(ELEMENT, 0);
        write(out, item, element);
        out.endField(ELEMENT, 0);
        out.endGroup();
      }
      out.endField(LIST, 0);
    }
    out.endGroup();
  }

  private static void write(RecordConsumer out, Map<?, ?> map, Scalar value) {
    out.startGroup();
    if (!map.isEmpty()) {
      out.startField(KEY_VALUE, 0);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.startGroup();
        out.startField(KEY, 0);
        out.addBinary(Binary.fromString((String) entry.getKey()));
        out.endField(KEY, 0);
        out.startField(VALUE, 1);
        write(out, entry.getValue(), value);
        out.endField(VALUE, 1);
        out.endGroup();
      }
      out.endField(KEY_VALUE, 0);
    }
    out.endGroup();
  }

  private static void write(RecordConsumer out, Object value, Scalar type) {
    switch (type) {
      case STRING -> out.addBinary(Binary.fromString((String) value));
      case INT64 -> out.addLong((Long) value);
      case DOUBLE -> out.addDouble((Double) value);
      case BOOL -> out.addBoolean((Boolean) value);
      case TIMESTAMP -> out.addLong(((Instant) value).toEpochMilli());
    }
  }

  private static Type scalar(Scalar type, String name) {
    return switch (type) {
      case STRING ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case INT64 -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case BOOL -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      case TIMESTAMP ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
              .named(name);
    };
  }
}
