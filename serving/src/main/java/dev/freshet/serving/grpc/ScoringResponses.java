package dev.freshet.serving.grpc;

import com.google.protobuf.Timestamp;
import dev.freshet.features.definition.Feature;
import dev.freshet.serving.proto.ExcludedItem;
import dev.freshet.serving.proto.RankResponse;
import dev.freshet.serving.proto.RankedItem;
import dev.freshet.serving.proto.ScoreResponse;
import dev.freshet.serving.proto.ScoredRow;
import dev.freshet.serving.proto.Value;
import dev.freshet.serving.recommend.Recommendation;
import dev.freshet.serving.score.Contribution;
import dev.freshet.serving.score.Ranking;
import dev.freshet.serving.score.Reasons;
import dev.freshet.serving.score.Scores;
import dev.freshet.serving.vector.EntityRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Our answers as those of {@link ScoringService}. */
final class ScoringResponses {

  private static final long MILLIS_PER_SECOND = 1_000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private ScoringResponses() {}

  static ScoreResponse of(Scores scores) {
    ScoreResponse.Builder response =
        ScoreResponse.newBuilder()
            .setAsOf(instant(scores.vectors().asOf()))
            .setModel(scores.model())
            .setModelVersion(scores.version());
    EntityRows rows = scores.vectors().rows();
    for (int i = 0; i < scores.rows().length; i++) {
      ScoredRow.Builder row = ScoredRow.newBuilder().setScore(scores.scores()[i]);
      for (int n = 0; n < rows.keys().size(); n++) {
        row.putEntities(
            rows.keys().get(n).name(), ProtoValue.scalar(rows.value(scores.rows()[i], n)));
      }
      if (!scores.reasons().isEmpty()) {
        row.setRaw(scores.raw()[i]);
        add(scores.reasons().get(i), row);
      }
      response.addRows(row);
    }
    scores.vectors().degraded().stream().map(Feature::fullName).forEach(response::addDegraded);
    return response.build();
  }

  private static void add(Reasons reasons, ScoredRow.Builder row) {
    row.setBias(reasons.bias());
    for (Contribution contribution : reasons.contributions()) {
      row.addContributions(
          dev.freshet.serving.proto.Contribution.newBuilder()
              .setFeature(contribution.feature().fullName())
              .setValue(ProtoValue.of(contribution.feature().type(), contribution.value()))
              .setContribution(contribution.amount()));
    }
  }

  static RankResponse of(Ranking ranking) {
    RankResponse.Builder response = ranked(ranking, item -> List.of());
    ranking.unknown().stream().map(Feature::fullName).forEach(response::addDegraded);
    return response.build();
  }

  static RankResponse of(Recommendation found) {
    RankResponse.Builder response = ranked(found.ranking(), found::origins);
    found.degraded().stream().map(Feature::fullName).forEach(response::addDegraded);
    return response.build();
  }

  private static RankResponse.Builder ranked(
      Ranking ranking, Function<Ranking.Item, List<String>> origins) {
    RankResponse.Builder response =
        RankResponse.newBuilder()
            .setAsOf(instant(ranking.vectors().asOf()))
            .setModel(ranking.model())
            .setModelVersion(ranking.version());
    int rank = 0;
    for (Ranking.Item item : ranking.items()) {
      response.addItems(
          RankedItem.newBuilder()
              .putAllCandidate(candidate(ranking, item.row()))
              .setScore(item.score())
              .setRank(++rank)
              .addAllFrom(origins.apply(item)));
    }
    for (Ranking.Excluded excluded : ranking.excluded()) {
      response.addExcluded(
          ExcludedItem.newBuilder()
              .putAllCandidate(candidate(ranking, excluded.row()))
              .setBecause(excluded.because().fullName()));
    }
    return response;
  }

  private static Map<String, Value> candidate(Ranking ranking, int row) {
    EntityRows rows = ranking.vectors().rows();
    Map<String, Value> keys = new LinkedHashMap<>();
    for (int key : ranking.keys()) {
      keys.put(rows.keys().get(key).name(), ProtoValue.scalar(rows.value(row, key)));
    }
    return keys;
  }

  private static Timestamp instant(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, MILLIS_PER_SECOND))
        .setNanos((int) Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI)
        .build();
  }
}
