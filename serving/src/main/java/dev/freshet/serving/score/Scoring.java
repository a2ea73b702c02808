package dev.freshet.serving.score;

import dev.freshet.features.definition.Model;
import dev.freshet.serving.log.ServedRow;
import dev.freshet.serving.log.ServedScore;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.registry.LoadedModel;
import dev.freshet.serving.registry.ModelRegistry;
import dev.freshet.serving.request.RankRequest;
import dev.freshet.serving.request.ScoreRequest;
import dev.freshet.serving.request.Selection;
import dev.freshet.serving.request.Shortlist;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.FeatureVectors;
import dev.freshet.serving.vector.VectorReader;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Answers requests for scores and rankings: reads the vectors in one round trip, and scores them by
 * the model that is loaded then. Thread-safe; never blocks.
 */
public final class Scoring {

  private final VectorReader reader;
  private final ModelRegistry models;
  private final Consumer<List<ServedRow>> log;
  private final Map<String, CounterDataPoint> counts = new HashMap<>();

  /**
   * Scores what a reader reads.
   *
   * @param log hears of all rows of an answer together, and must not block
   */
  public Scoring(
      VectorReader reader,
      ModelRegistry models,
      ServingMetrics metrics,
      Consumer<List<ServedRow>> log) {
    this.reader = reader;
    this.models = models;
    this.log = log;
    models.definitions().forEach(m -> counts.put(m.name(), metrics.scores(m.name())));
  }

  public ModelRegistry models() {
    return models;
  }

  /**
   * Scores every row of a request.
   *
   * @return fails with a {@link ProblemException}
   * @throws ProblemException if the request is wrong in itself
   */
  public CompletableFuture<Scores> score(ScoreRequest request, Deadline deadline) {
    Model model = models.definition(request.model());
    models.check(model.name());
    Selection selection = new Selection.Service(model.service().name());
    return reader
        .vectors(request.features(selection), deadline)
        .thenApply(
            vectors -> {
              int[] rows = IntStream.range(0, vectors.rows().count()).toArray();
              Scores scores = scores(model, vectors, rows, request.explain());
              log(model, scores, rows, false);
              return scores;
            });
  }

  /**
   * Ranks the candidates of a request.
   *
   * @return fails with a {@link ProblemException}
   * @throws ProblemException if the request is wrong in itself
   */
  public CompletableFuture<Ranking> rank(RankRequest request, Deadline deadline) {
    Model model = models.definition(request.model());
    models.check(model.name());
    Ranker ranker = Ranker.of(request, model, reader);
    return reader
        .vectors(request.features(ranker.selection()), deadline)
        .thenApply(
            vectors -> {
              Ranker.Candidates candidates = ranker.candidates(vectors);
              Scores scores = scores(model, vectors, candidates.rows(), false);
              Ranking ranking = ranker.rank(candidates, scores);
              log(
                  model,
                  scores,
                  ranking.items().stream().mapToInt(Ranking.Item::row).toArray(),
                  true);
              return ranking;
            });
  }

  /**
   * The features that ranking takes.
   *
   * @throws ProblemException if the shortlist names what is no feature
   */
  public Selection selection(Model model, Shortlist shortlist) {
    return Ranker.selection(model, shortlist, reader.catalog());
  }

  private Scores scores(Model model, FeatureVectors vectors, int[] rows, boolean explain) {
    counts.get(model.name()).inc(rows.length);
    return models.use(model.name(), loaded -> scores(loaded, vectors, rows, explain));
  }

  private static Scores scores(
      LoadedModel model, FeatureVectors vectors, int[] rows, boolean explain) {
    int features = model.definition().service().features().size();
    double[][] encoded = new double[rows.length][];
    Object[] values = new Object[features];
    for (int i = 0; i < rows.length; i++) {
      for (int n = 0; n < features; n++) {
        values[n] = vectors.value(rows[i], n);
      }
      encoded[i] = model.encoding().encode(values);
    }
    double[] raw = model.scorer().raw(encoded);
    double[] scores = new double[raw.length];
    List<Reasons> reasons = new ArrayList<>();
    for (int i = 0; i < raw.length; i++) {
      scores[i] = model.scorer().score(raw[i]);
      if (explain) {
        double[] byColumn =
            model.scorer().contributions(encoded[i]).orElseThrow(() -> unexplained(model));
        reasons.add(Reasons.of(byColumn, model.encoding(), vectors, rows[i], features));
      }
    }
    return new Scores(
        vectors, model.definition().name(), model.version(), rows, raw, scores, reasons);
  }

  private static ProblemException unexplained(LoadedModel model) {
    return Problem.of(
            ProblemKind.NO_CONTRIBUTIONS,
            "\"explain\" is true, and what contributes to a score of \"%s\" is not known; leave it out, or ask a model of kind linear or xgboost"
                .formatted(model.definition().name()))
        .exception();
  }

  /** Logs rows of an answer in their order. */
  private void log(Model model, Scores scores, int[] rows, boolean ranked) {
    Map<Integer, Double> byRow = new HashMap<>();
    for (int i = 0; i < scores.rows().length; i++) {
      byRow.put(scores.rows()[i], scores.scores()[i]);
    }
    List<ServedRow> served = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      ServedScore score =
          new ServedScore(
              scores.model(),
              scores.version(),
              byRow.get(row),
              ranked ? OptionalInt.of(i + 1) : OptionalInt.empty(),
              () -> shadow(model, scores.vectors(), row));
      served.add(new ServedRow(scores.vectors(), row, Optional.of(score)));
    }
    log.accept(served);
  }

  /** What the models that score along make of a row; one that is not loaded is left out. */
  private List<ServedScore> shadow(Model model, FeatureVectors vectors, int row) {
    List<ServedScore> others = new ArrayList<>();
    for (String name : model.service().shadow()) {
      if (!name.equals(model.name()) && models.isLoaded(name)) {
        Scores scores = models.use(name, loaded -> scores(loaded, vectors, new int[] {row}, false));
        others.add(
            new ServedScore(
                name, scores.version(), scores.scores()[0], OptionalInt.empty(), List::of));
      }
    }
    return others;
  }
}
