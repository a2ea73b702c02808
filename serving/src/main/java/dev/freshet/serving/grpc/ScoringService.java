package dev.freshet.serving.grpc;

import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.proto.RankRequest;
import dev.freshet.serving.proto.RankResponse;
import dev.freshet.serving.proto.RecommendRequest;
import dev.freshet.serving.proto.ScoreRequest;
import dev.freshet.serving.proto.ScoreResponse;
import dev.freshet.serving.proto.ScoringServiceGrpc;
import dev.freshet.serving.recommend.Recommender;
import dev.freshet.serving.score.Scoring;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** Scores and rankings over gRPC. Thread-safe; never blocks. */
public final class ScoringService extends ScoringServiceGrpc.ScoringServiceImplBase {

  private final Scoring scoring;
  private final Recommender recommender;
  private final UnaryCalls scores;
  private final UnaryCalls ranks;
  private final UnaryCalls recommendations;

  /**
   * The service.
   *
   * @param allowed how long an answer may take, unless the client wants it sooner
   */
  public ScoringService(
      Scoring scoring, Recommender recommender, Duration allowed, ServingMetrics metrics) {
    this.scoring = scoring;
    this.recommender = recommender;
    this.scores = new UnaryCalls(ScoringServiceGrpc.getScoreMethod(), allowed, metrics);
    this.ranks = new UnaryCalls(ScoringServiceGrpc.getRankMethod(), allowed, metrics);
    this.recommendations =
        new UnaryCalls(ScoringServiceGrpc.getRecommendMethod(), allowed, metrics);
  }

  @Override
  public void score(ScoreRequest request, StreamObserver<ScoreResponse> client) {
    scores.answer(
        client,
        deadline ->
            scoring.score(ScoringRequests.of(request), deadline).thenApply(ScoringResponses::of));
  }

  @Override
  public void rank(RankRequest request, StreamObserver<RankResponse> client) {
    ranks.answer(
        client,
        deadline ->
            scoring.rank(ScoringRequests.of(request), deadline).thenApply(ScoringResponses::of));
  }

  @Override
  public void recommend(RecommendRequest request, StreamObserver<RankResponse> client) {
    recommendations.answer(
        client,
        deadline ->
            recommender
                .recommend(ScoringRequests.of(request), deadline)
                .thenApply(ScoringResponses::of));
  }
}
