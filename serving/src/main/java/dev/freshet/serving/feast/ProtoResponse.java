package dev.freshet.serving.feast;

import com.google.protobuf.Timestamp;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.row.Status;
import dev.freshet.serving.grpc.ProtoValue;
import dev.freshet.serving.proto.FeatureList;
import dev.freshet.serving.proto.FieldStatus;
import dev.freshet.serving.proto.GetOnlineFeaturesResponse;
import dev.freshet.serving.proto.GetOnlineFeaturesResponseMetadata;
import dev.freshet.serving.vector.FeatureVectors;
import java.util.List;

/** Feature vectors as Feast's gRPC answer: a column per feature, named {@code view:feature}. */
final class ProtoResponse {

  private ProtoResponse() {}

  static GetOnlineFeaturesResponse of(FeatureVectors vectors) {
    GetOnlineFeaturesResponse.Builder response = GetOnlineFeaturesResponse.newBuilder();
    FeatureList.Builder names = FeatureList.newBuilder();
    List<Feature> features = vectors.plan().features();
    for (int i = 0; i < features.size(); i++) {
      names.addVal(features.get(i).fullName());
      GetOnlineFeaturesResponse.FeatureVector.Builder column = response.addResultsBuilder();
      for (int row = 0; row < vectors.rows().count(); row++) {
        column
            .addValues(ProtoValue.of(features.get(i).type(), vectors.value(row, i)))
            .addStatuses(status(vectors.status(row, i)))
            .addEventTimestamps(timestamp(vectors.updated(row, i)));
      }
    }
    return response
        .setMetadata(GetOnlineFeaturesResponseMetadata.newBuilder().setFeatureNames(names))
        .build();
  }

  private static FieldStatus status(Status status) {
    return switch (status) {
      case PRESENT -> FieldStatus.PRESENT;
      case NULL_VALUE -> FieldStatus.NULL_VALUE;
      case NOT_FOUND -> FieldStatus.NOT_FOUND;
      case OUTSIDE_MAX_AGE -> FieldStatus.OUTSIDE_MAX_AGE;
    };
  }

  /** The epoch where there is no row. */
  private static Timestamp timestamp(long updated) {
    return updated < 0
        ? Timestamp.getDefaultInstance()
        : Timestamp.newBuilder()
            .setSeconds(Math.floorDiv(updated, 1000L))
            .setNanos(Math.floorMod(updated, 1000) * 1_000_000)
            .build();
  }
}
