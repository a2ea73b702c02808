package dev.freshet.serving.grpc;

import com.google.protobuf.Timestamp;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.proto.RepeatedValue;
import dev.freshet.serving.proto.Value;
import dev.freshet.serving.request.Column;
import dev.freshet.serving.request.RankRequest;
import dev.freshet.serving.request.ScoreRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Requests of {@link ScoringService} as ours. */
final class ScoringRequests {

  private static final long MILLIS_PER_SECOND = 1_000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private ScoringRequests() {}

  static ScoreRequest of(dev.freshet.serving.proto.ScoreRequest request) {
    checkModel(request.getModel());
    Map<String, Column> entities = new LinkedHashMap<>();
    request
        .getEntitiesMap()
        .forEach((key, column) -> entities.put(key, column(column, column.getValCount() == 1)));
    return new ScoreRequest(
        request.getModel(),
        entities,
        singles(request.getContextMap()),
        instant(request.hasAsOf(), request.getAsOf()),
        request.getExplain());
  }

  static RankRequest of(dev.freshet.serving.proto.RankRequest request) {
    checkModel(request.getModel());
    if (request.getCandidatesCount() == 0) {
      throw Problem.of(
              ProblemKind.NO_CANDIDATES,
              "candidates is empty; send a column of what is to be ranked")
          .exception();
    }
    if (request.getLimit() < 0) {
      throw Problem.of(
              ProblemKind.WRONG_TYPE,
              "limit is %d; send a whole number from 1, or 0 for all".formatted(request.getLimit()))
          .exception();
    }
    Map<String, Column> candidates = new LinkedHashMap<>();
    request.getCandidatesMap().forEach((key, column) -> candidates.put(key, column(column, false)));
    return new RankRequest(
        request.getModel(),
        singles(request.getEntitiesMap()),
        candidates,
        singles(request.getContextMap()),
        instant(request.hasAsOf(), request.getAsOf()),
        request.getLimit() == 0 ? OptionalInt.empty() : OptionalInt.of(request.getLimit()),
        request.getExcludeList(),
        diversity(request));
  }

  private static Optional<RankRequest.Diversity> diversity(
      dev.freshet.serving.proto.RankRequest request) {
    if (!request.hasDiversity()) {
      return Optional.empty();
    }
    if (request.getDiversity().getBy().isEmpty() || request.getDiversity().getMax() < 1) {
      throw Problem.of(
              ProblemKind.WRONG_DIVERSITY,
              "diversity is by \"%s\" and at most %d; send a feature such as item_profile:category, and a number from 1"
                  .formatted(request.getDiversity().getBy(), request.getDiversity().getMax()))
          .exception();
    }
    return Optional.of(
        new RankRequest.Diversity(request.getDiversity().getBy(), request.getDiversity().getMax()));
  }

  private static void checkModel(String model) {
    if (model.isEmpty()) {
      throw Problem.of(
              ProblemKind.NO_MODEL, "model is empty; send the name of the model to score with")
          .exception();
    }
  }

  private static Map<String, Column> singles(Map<String, Value> values) {
    Map<String, Column> columns = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> columns.put(name, new Column(List.of(ProtoValue.read(value)), true)));
    return columns;
  }

  private static Column column(RepeatedValue column, boolean single) {
    return new Column(column.getValList().stream().map(ProtoValue::read).toList(), single);
  }

  private static OptionalLong instant(boolean there, Timestamp instant) {
    return there
        ? OptionalLong.of(
            instant.getSeconds() * MILLIS_PER_SECOND + instant.getNanos() / NANOS_PER_MILLI)
        : OptionalLong.empty();
  }
}
