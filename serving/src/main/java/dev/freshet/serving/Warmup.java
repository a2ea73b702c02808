package dev.freshet.serving;

import dev.freshet.features.definition.Repository;
import dev.freshet.serving.FirstRequests.FirstRequest;
import dev.freshet.serving.external.ExternalSource;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.recommend.Recommender;
import dev.freshet.serving.registry.ModelRegistry;
import dev.freshet.serving.request.Limits;
import dev.freshet.serving.score.Scoring;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.VectorReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first requests of a process, asked by itself before its ports open: code is loaded and
 * compiled while nobody waits. Else the first client's deadline would pass over it.
 */
final class Warmup {

  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
  private static final Duration AT_MOST = Duration.ofSeconds(1);
  private static final int ROUNDS = 100;

  private Warmup() {}

  /**
   * Asks for all that a repository defines, at least once each, then until it is routine or took
   * long enough. What is asked is neither counted nor logged.
   *
   * @param models those that score
   * @return how often each service, model and place of candidates was answered
   */
  static Map<String, Integer> run(Repository repository, ModelRegistry models) {
    ServingMetrics uncounted = new ServingMetrics();
    VectorReader reader =
        new VectorReader(
            repository,
            new Limits(Limits.DEFAULT.rows(), Integer.MAX_VALUE, 1),
            new RowsOfNoEvent(repository),
            ExternalSource.NONE,
            uncounted,
            System::currentTimeMillis,
            vectors -> {});
    Scoring scoring = new Scoring(reader, models, uncounted, rows -> {});
    Recommender recommender = new Recommender(repository, reader, scoring);
    List<FirstRequest> requests = FirstRequests.of(repository, reader, scoring, recommender);
    Map<String, Integer> answered = new HashMap<>();
    Deadline end = Deadline.in(AT_MOST);
    int rounds = 0;
    do {
      for (FirstRequest request : requests) {
        if (isAnswered(request)) {
          answered.merge(request.name(), 1, Integer::sum);
        }
      }
      rounds++;
    } while (rounds < ROUNDS && end.remainingNanos() > 0);
    return answered;
  }

  private static boolean isAnswered(FirstRequest request) {
    try {
      Question question = new Question(request.body(), Deadline.in(AT_MOST));
      request.endpoint().answer(question).toCompletableFuture().join();
      return true;
    } catch (RuntimeException e) {
      LOG.debug("{} was not warmed up", request.name(), e);
      return false;
    }
  }
}
