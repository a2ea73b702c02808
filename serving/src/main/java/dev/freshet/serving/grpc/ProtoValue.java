package dev.freshet.serving.grpc;

import com.google.protobuf.UnknownFieldSet;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.json.JsonValue;
import dev.freshet.serving.proto.BoolList;
import dev.freshet.serving.proto.DoubleList;
import dev.freshet.serving.proto.Int64List;
import dev.freshet.serving.proto.StringList;
import dev.freshet.serving.proto.Value;
import dev.freshet.serving.request.Column;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A feature's value as Feast's. */
public final class ProtoValue {

  private static final Value NOTHING = Value.getDefaultInstance();

  private ProtoValue() {}

  /**
   * The value; no field is set where there is none.
   *
   * @param value of the type, or {@code null}
   */
  public static Value of(ValueType type, Object value) {
    if (value == null) {
      return NOTHING;
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof List<?> list) {
      return list(((ListType) type).element(), list);
    }
    return scalar(value);
  }

  /** A value that is no list and no map; no field is set for {@code null}. */
  public static Value scalar(Object value) {
    if (value == null) {
      return NOTHING;
    }
    Value.Builder built = Value.newBuilder();
    if (value instanceof Long number) {
      built.setInt64Val(number);
    } else if (value instanceof Double number) {
      built.setDoubleVal(number);
    } else if (value instanceof String text) {
      built.setStringVal(text);
    } else if (value instanceof Boolean flag) {
      built.setBoolVal(flag);
    } else {
      built.setUnixTimestampVal(((Instant) value).getEpochSecond());
    }
    return built.build();
  }

  /** A list is one of its type also when it is empty. */
  private static Value list(Scalar element, List<?> list) {
    Value.Builder built = Value.newBuilder();
    switch (element) {
      case STRING -> {
        StringList.Builder items = StringList.newBuilder();
        list.forEach(item -> items.addVal((String) item));
        built.setStringListVal(items);
      }
      case INT64 -> {
        Int64List.Builder items = Int64List.newBuilder();
        list.forEach(item -> items.addVal((Long) item));
        built.setInt64ListVal(items);
      }
      case DOUBLE -> {
        DoubleList.Builder items = DoubleList.newBuilder();
        list.forEach(item -> items.addVal((Double) item));
        built.setDoubleListVal(items);
      }
      case BOOL -> {
        BoolList.Builder items = BoolList.newBuilder();
        list.forEach(item -> items.addVal((Boolean) item));
        built.setBoolListVal(items);
      }
      case TIMESTAMP -> {
        Int64List.Builder items = Int64List.newBuilder();
        list.forEach(item -> items.addVal(((Instant) item).getEpochSecond()));
        built.setUnixTimestampListVal(items);
      }
    }
    return built.build();
  }

  /**
   * A map as JSON text and, behind it, as a map: of the fields of a {@code oneof} a parser takes
   * the last that it knows, so that old clients find text and new ones a map. Fields set as unknown
   * are written last.
   */
  private static Value map(Map<?, ?> map) {
    dev.freshet.serving.proto.Map.Builder items = dev.freshet.serving.proto.Map.newBuilder();
    map.forEach((key, item) -> items.putVal((String) key, scalar(item)));
    UnknownFieldSet.Field mapVal =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(items.build().toByteString()).build();
    return Value.newBuilder()
        .setStringVal(
            new String(JsonText.of(out -> JsonValue.write(out, map)), StandardCharsets.UTF_8))
        .setUnknownFields(
            UnknownFieldSet.newBuilder().addField(Value.MAP_VAL_FIELD_NUMBER, mapVal).build())
        .build();
  }

  /** A value of a request, as a column has it. */
  public static Object read(Value value) {
    return switch (value.getValCase()) {
      case STRING_VAL -> value.getStringVal();
      case INT64_VAL -> (Object) value.getInt64Val();
      case INT32_VAL -> (long) value.getInt32Val();
      case DOUBLE_VAL -> value.getDoubleVal();
      case FLOAT_VAL -> (double) value.getFloatVal();
      case BOOL_VAL -> value.getBoolVal();
      case VAL_NOT_SET, NULL_VAL -> Column.NULL;
      default -> new Column.NoScalar("a " + value.getValCase());
    };
  }
}
