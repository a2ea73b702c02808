package dev.freshet.feast;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.feast.Row;
import feast.proto.serving.ServingAPIProto.FieldStatus;
import feast.proto.serving.ServingAPIProto.GetOnlineFeaturesResponse;
import feast.proto.types.ValueProto.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A row of an answer as cells, in the order of the question. */
final class AnsweredCells {

  private static final FeastCell NONE = new FeastCell(null, FeastCell.Status.NULL_VALUE);

  private AnsweredCells() {}

  /** Loads all that an answer takes, with one of our own. */
  static void rehearse() throws FeastException {
    GetOnlineFeaturesResponse.FeatureVector column =
        GetOnlineFeaturesResponse.FeatureVector.newBuilder()
            .addValues(Value.newBuilder().setDoubleVal(1))
            .addStatuses(FieldStatus.PRESENT)
            .addEventTimestamps(Timestamp.getDefaultInstance())
            .build();
    try {
      GetOnlineFeaturesResponse answer =
          GetOnlineFeaturesResponse.parseFrom(
              GetOnlineFeaturesResponse.newBuilder().addResults(column).build().toByteArray());
      Row row = Row.create().set("a:b", answer.getResults(0).getValues(0), FieldStatus.PRESENT);
      of(List.of("a:b"), row);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what was written cannot be read", e);
    }
  }

  static FeastCell[] of(List<String> features, Row row) throws FeastException {
    FeastCell[] cells = new FeastCell[features.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(features.get(i), row);
    }
    return cells;
  }

  /** Servers differ in whether they say the view, and how. */
  private static FeastCell cell(String feature, Row row) throws FeastException {
    String name = feature.substring(feature.indexOf(':') + 1);
    Map<String, Value> fields = row.getFields();
    String named =
        Stream.of(feature, feature.replace(":", "__"), name)
            .filter(fields::containsKey)
            .findFirst()
            .orElseThrow(
                () ->
                    new FeastException(
                        FeastException.Reason.REFUSED,
                        "the answer has no \"%s\", but %s".formatted(feature, fields.keySet())));
    Object value = value(fields.get(named));
    FieldStatus status = row.getStatuses().getOrDefault(named, FieldStatus.INVALID);
    return switch (status) {
      case NOT_FOUND -> new FeastCell(value, FeastCell.Status.NOT_FOUND);
      case OUTSIDE_MAX_AGE -> new FeastCell(value, FeastCell.Status.OUTSIDE_MAX_AGE);
      default -> value == null ? NONE : new FeastCell(value, FeastCell.Status.PRESENT);
    };
  }

  /** {@code null} also for bytes, of which there is no type here. */
  private static Object value(Value value) {
    return switch (value.getValCase()) {
      case STRING_VAL -> value.getStringVal();
      case INT64_VAL -> value.getInt64Val();
      case INT32_VAL -> (long) value.getInt32Val();
      case DOUBLE_VAL -> value.getDoubleVal();
      case FLOAT_VAL -> (double) value.getFloatVal();
      case BOOL_VAL -> value.getBoolVal();
      case UNIX_TIMESTAMP_VAL -> Instant.ofEpochSecond(value.getUnixTimestampVal());
      case STRING_LIST_VAL -> List.copyOf(value.getStringListVal().getValList());
      case INT64_LIST_VAL -> List.copyOf(value.getInt64ListVal().getValList());
      case INT32_LIST_VAL ->
          value.getInt32ListVal().getValList().stream().map(Integer::longValue).toList();
      case DOUBLE_LIST_VAL -> List.copyOf(value.getDoubleListVal().getValList());
      case FLOAT_LIST_VAL ->
          value.getFloatListVal().getValList().stream().map(Float::doubleValue).toList();
      case BOOL_LIST_VAL -> List.copyOf(value.getBoolListVal().getValList());
      case UNIX_TIMESTAMP_LIST_VAL ->
          value.getUnixTimestampListVal().getValList().stream()
              .map(Instant::ofEpochSecond)
              .toList();
      default -> null;
    };
  }
}
