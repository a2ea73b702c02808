package dev.freshet.serving.feast;

import dev.freshet.serving.feast.proto.GetOnlineFeaturesRequest;
import dev.freshet.serving.feast.proto.RepeatedValue;
import dev.freshet.serving.feast.proto.Value;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.Column;
import dev.freshet.serving.request.Dialect;
import dev.freshet.serving.request.FeatureRequest;
import dev.freshet.serving.request.Selection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Feast's gRPC request as ours. */
final class ProtoRequest {

  private ProtoRequest() {}

  static FeatureRequest of(GetOnlineFeaturesRequest request) {
    Map<String, Column> entities = new LinkedHashMap<>();
    request.getEntitiesMap().forEach((key, column) -> entities.put(key, column(column)));
    Map<String, Column> context = new LinkedHashMap<>();
    request.getRequestContextMap().forEach((name, column) -> context.put(name, column(column)));
    return new FeatureRequest(
        Dialect.FEAST,
        selection(request),
        entities,
        context,
        OptionalLong.empty(),
        request.getFullFeatureNames());
  }

  private static Selection selection(GetOnlineFeaturesRequest request) {
    if (!request.getFeatureService().isEmpty()) {
      return new Selection.Service(request.getFeatureService());
    }
    if (request.getFeatures().getValCount() == 0) {
      throw Problem.of(
              ProblemKind.NO_FEATURES,
              "neither feature_service nor features is there; send one of them")
          .exception();
    }
    return new Selection.Names(request.getFeatures().getValList());
  }

  private static Column column(RepeatedValue column) {
    return new Column(column.getValList().stream().map(ProtoRequest::keyValue).toList(), false);
  }

  private static Object keyValue(Value value) {
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
