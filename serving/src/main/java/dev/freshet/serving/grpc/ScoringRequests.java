package dev.freshet.serving.grpc;

import com.google.protobuf.Timestamp;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.proto.Diversity;
import dev.freshet.serving.proto.RepeatedValue;
import dev.freshet.serving.proto.Value;
import dev.freshet.serving.request.Column;
import dev.freshet.serving.request.ModelRequest;
import dev.freshet.serving.request.RankRequest;
import dev.freshet.serving.request.RecommendRequest;
import dev.freshet.serving.request.ScoreRequest;
import dev.freshet.serving.request.Shortlist;
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
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final long FIRST_SECOND = Math.floorDiv(Timestamps.MIN, MILLIS_PER_SECOND);
  private static final long LAST_SECOND = Math.floorDiv(Timestamps.MAX, MILLIS_PER_SECOND);

  private ScoringRequests() {}

  static ScoreRequest of(dev.freshet.serving.proto.ScoreRequest request) {
    Map<String, Column> entities = new LinkedHashMap<>();
    request
        .getEntitiesMap()
        .forEach(
            (key, column) ->
                entities.put(key, column("entities", column, column.getValCount() == 1)));
    ModelRequest asked =
        new ModelRequest(
            request.getModel(),
            entities,
            singles("context", request.getContextMap()),
            instant(request.hasAsOf(), request.getAsOf()));
    return new ScoreRequest(asked, request.getExplain());
  }

  static RankRequest of(dev.freshet.serving.proto.RankRequest request) {
    ModelRequest asked =
        new ModelRequest(
            request.getModel(),
            singles("entities", request.getEntitiesMap()),
            singles("context", request.getContextMap()),
            instant(request.hasAsOf(), request.getAsOf()));
    Map<String, Column> candidates = new LinkedHashMap<>();
    request
        .getCandidatesMap()
        .forEach((key, column) -> candidates.put(key, column("candidates", column, false)));
    return new RankRequest(
        asked,
        candidates,
        shortlist(
            request.getLimit(),
            request.getExcludeList(),
            request.hasDiversity(),
            request.getDiversity()));
  }

  static RecommendRequest of(dev.freshet.serving.proto.RecommendRequest request) {
    ModelRequest asked =
        new ModelRequest(
            request.getModel(),
            singles("entities", request.getEntitiesMap()),
            singles("context", request.getContextMap()),
            instant(request.hasAsOf(), request.getAsOf()));
    return new RecommendRequest(
        asked,
        request.getFromList(),
        shortlist(
            request.getLimit(),
            request.getExcludeList(),
            request.hasDiversity(),
            request.getDiversity()));
  }

  private static Shortlist shortlist(
      int limit, List<String> exclude, boolean diverse, Diversity diversity) {
    return new Shortlist(
        limit(limit), exclude, diverse ? Optional.of(diversity(diversity)) : Optional.empty());
  }

  private static OptionalInt limit(int limit) {
    if (limit < 0) {
      throw Problem.of(
              ProblemKind.WRONG_TYPE,
              "limit is %d; send a whole number from 1, or 0 for all".formatted(limit))
          .exception();
    }
    return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  private static Shortlist.Diversity diversity(Diversity diversity) {
    return new Shortlist.Diversity(diversity.getBy(), diversity.getMax());
  }

  private static Map<String, Column> singles(String member, Map<String, Value> values) {
    Map<String, Column> columns = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            columns.put(name, new Column(member, List.of(ProtoValue.read(value)), true)));
    return columns;
  }

  private static Column column(String member, RepeatedValue column, boolean single) {
    return new Column(member, column.getValList().stream().map(ProtoValue::read).toList(), single);
  }

  private static OptionalLong instant(boolean there, Timestamp instant) {
    if (!there) {
      return OptionalLong.empty();
    }
    long seconds = instant.getSeconds();
    int nanos = instant.getNanos();
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw Problem.of(
              ProblemKind.NOT_AN_INSTANT,
              "as_of has %d seconds and %d nanos; send an instant of the years 0 to 9999, with 0 to 999999999 nanos"
                  .formatted(seconds, nanos))
          .exception();
    }
    return OptionalLong.of(seconds * MILLIS_PER_SECOND + nanos / NANOS_PER_MILLI);
  }
}
