package dev.freshet.serving.feast;

import dev.freshet.serving.grpc.ProtoValue;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.proto.GetOnlineFeaturesRequest;
import dev.freshet.serving.proto.RepeatedValue;
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
    request
        .getEntitiesMap()
        .forEach((key, column) -> entities.put(key, column("entities", column)));
    Map<String, Column> context = new LinkedHashMap<>();
    request
        .getRequestContextMap()
        .forEach((name, column) -> context.put(name, column("request_context", column)));
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

  private static Column column(String member, RepeatedValue column) {
    return new Column(member, column.getValList().stream().map(ProtoValue::read).toList(), false);
  }
}
