package dev.freshet.serving.grpc;

import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.proto.RankRequest;
import dev.freshet.serving.proto.RankResponse;
import dev.freshet.serving.proto.ScoreRequest;
import dev.freshet.serving.proto.ScoreResponse;
import dev.freshet.serving.proto.ScoringServiceGrpc;
import dev.freshet.serving.score.Scoring;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** Scores and rankings over gRPC. Thread-safe; never blocks. */
public final class ScoringService extends ScoringServiceGrpc.ScoringServiceImplBase {

  private final Scoring scoring;
  private final UnaryCalls scores;
  private final UnaryCalls ranks;

  /**
   * The service.
   *
   * @param allowed how long an answer may take, unless the client wants it sooner
   */
  public ScoringService(Scoring scoring, Duration allowed, ServingMetrics metrics) {
    this.scoring = scoring;
    this.scores = new UnaryCalls(ScoringServiceGrpc.getScoreMethod(), allowed, metrics);
    this.ranks = new UnaryCalls(ScoringServiceGrpc.getRankMethod(), allowed, metrics);
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
}
