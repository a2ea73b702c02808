package dev.freshet.serving.recommend;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Candidates;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.row.Status;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.RecommendRequest;
import dev.freshet.serving.request.Selection;
import dev.freshet.serving.score.Scoring;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.FeatureVectors;
import dev.freshet.serving.vector.VectorReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Answers requests for recommendations: finds candidates, and has them ranked. At most three round
 * trips one after another: what the request's entities tell, what those tell that are named there,
 * and the features of the candidates. Thread-safe; never blocks.
 */
public final class Recommender {

  private final Repository repository;
  private final VectorReader reader;
  private final Scoring scoring;

  /** Recommends what a repository's features tell of. */
  public Recommender(Repository repository, VectorReader reader, Scoring scoring) {
    this.repository = repository;
    this.reader = reader;
    this.scoring = scoring;
  }

  /**
   * Recommends.
   *
   * @return fails with a {@link ProblemException}
   * @throws ProblemException if the request is wrong in itself
   */
  public CompletableFuture<Recommendation> recommend(RecommendRequest request, Deadline deadline) {
    Model model = scoring.models().definition(request.asked().model());
    scoring.models().check(model.name());
    List<Candidates> from = request.from().stream().map(this::candidates).toList();
    String of = checkOne(from);
    Set<String> features = new LinkedHashSet<>();
    from.forEach(one -> features.add(one.seeds().orElse(one.feature()).fullName()));
    Selection first = new Selection.Names(List.copyOf(features));
    Set<String> needed =
        needed(
            new Selection.ServiceAnd(
                model.service().name(), List.copyOf(request.shortlist().features())));
    Set<String> neededFirst = needed(first);
    checkNeeded(request, needed, neededFirst);
    return reader
        .vectors(request.features(first, neededFirst), deadline)
        .thenCompose(
            told -> {
              Search search = new Search(request, from, of, told);
              return search
                  .run(deadline)
                  .thenCompose(
                      union ->
                          scoring
                              .rank(request.ranking(needed, of, union.candidates()), deadline)
                              .thenApply(
                                  ranking ->
                                      new Recommendation(
                                          ranking, union, List.copyOf(search.unreadable))));
            });
  }

  private Candidates candidates(String name) {
    return repository
        .candidates(name)
        .orElseThrow(
            () -> {
              List<String> names = repository.candidates().stream().map(Candidates::name).toList();
              String there =
                  names.isEmpty()
                      ? "; the repository defines none: write some under candidates"
                      : Nearest.to(name, names)
                          .map(nearest -> "; did you mean \"" + nearest + "\"?")
                          .orElse("; there are " + String.join(", ", names));
              Problem problem =
                  Problem.of(
                          ProblemKind.UNKNOWN_CANDIDATES,
                          "\"from\" has \"%s\", and there are no such candidates%s"
                              .formatted(name, there))
                      .with("found", name)
                      .with("valid", names);
              return Nearest.to(name, names)
                  .map(nearest -> problem.with("nearest", nearest))
                  .orElse(problem)
                  .exception();
            });
  }

  private static String checkOne(List<Candidates> from) {
    Set<String> of = new LinkedHashSet<>();
    from.forEach(one -> of.add(one.of()));
    if (of.size() > 1) {
      throw Problem.of(
              ProblemKind.WRONG_FROM,
              "\"from\" has candidates of %s; name such as are of one join key"
                  .formatted(String.join(" and ", of)))
          .with("found", List.copyOf(of))
          .exception();
    }
    return of.iterator().next();
  }

  private Set<String> needed(Selection selection) {
    Plan plan = reader.catalog().plan(selection);
    Set<String> names = new LinkedHashSet<>();
    plan.joinKeys().forEach(key -> names.add(key.name()));
    return names;
  }

  private static void checkNeeded(
      RecommendRequest request, Set<String> byModel, Set<String> byCandidates) {
    Set<String> needed = new LinkedHashSet<>(byModel);
    needed.addAll(byCandidates);
    for (String key : request.keys()) {
      if (!needed.contains(key)) {
        throw Problem.of(
                ProblemKind.UNNEEDED_JOIN_KEY,
                "entities has \"%s\", which nothing asked for needs%s; needed are \"%s\""
                    .formatted(key, Nearest.question(key, needed), String.join("\", \"", needed)))
            .with("found", key)
            .with("valid", List.copyOf(needed))
            .exception();
      }
    }
  }

  private boolean isInteger(String joinKey) {
    return reader.catalog().joinKeys().get(joinKey) == Scalar.INT64;
  }

  private Entity entity(AggregatedFeature feature) {
    return repository.view(feature.view()).orElseThrow().entity();
  }

  /** The search for the candidates of one request. */
  private final class Search {

    private final RecommendRequest request;
    private final List<Candidates> from;
    private final FeatureVectors told;
    private final List<String> features;
    private final String of;
    private final boolean integers;
    private final Set<Feature> unreadable = new LinkedHashSet<>();

    Search(RecommendRequest request, List<Candidates> from, String of, FeatureVectors told) {
      this.request = request;
      this.from = from;
      this.told = told;
      this.features = told.plan().features().stream().map(Feature::fullName).toList();
      this.of = of;
      this.integers = isInteger(of);
    }

    CompletableFuture<Union> run(Deadline deadline) {
      Map<String, CompletableFuture<List<Object>>> found = new LinkedHashMap<>();
      from.forEach(one -> found.put(one.name(), found(one, deadline)));
      return CompletableFuture.allOf(found.values().toArray(CompletableFuture[]::new))
          .thenApply(
              done -> {
                Map<String, List<Object>> best = new LinkedHashMap<>();
                found.forEach((name, all) -> best.put(name, withoutOwn(all.join())));
                return Union.of(best, reader.limits().rows());
              });
    }

    /** What the request itself is about is no candidate. */
    private List<Object> withoutOwn(List<Object> candidates) {
      Optional<Object> own = request.own(of).flatMap(value -> Ids.of(value, integers));
      return candidates.stream().filter(candidate -> !own.equals(Optional.of(candidate))).toList();
    }

    private CompletableFuture<List<Object>> found(Candidates one, Deadline deadline) {
      AggregatedFeature asked = one.seeds().orElse(one.feature());
      Object value = value(told, 0, features.indexOf(asked.fullName()));
      if (one.seeds().isEmpty()) {
        Weights weights = new Weights(integers);
        weights.add(value);
        return CompletableFuture.completedFuture(weights.best());
      }
      String joinKey = entity(one.feature()).joinKeys().get(0).name();
      List<Object> seeds = seeds(value, joinKey);
      if (seeds.isEmpty()) {
        return CompletableFuture.completedFuture(List.of());
      }
      Selection selection = new Selection.Names(List.of(one.feature().fullName()));
      return reader
          .vectors(request.features(selection, joinKey, seeds), deadline)
          .thenApply(
              vectors -> {
                Weights weights = new Weights(integers);
                for (int row = 0; row < vectors.rows().count(); row++) {
                  weights.add(value(vectors, row, 0));
                }
                return weights.best();
              });
    }

    /** Those of the values that the join key can have. */
    private List<Object> seeds(Object value, String joinKey) {
      Collection<?> all =
          value instanceof Collection<?> several
              ? several
              : Optional.ofNullable(value).stream().toList();
      boolean ofIntegers = isInteger(joinKey);
      return all.stream()
          .flatMap(seed -> Ids.of(seed, ofIntegers).stream())
          .limit(reader.limits().rows())
          .toList();
    }

    private Object value(FeatureVectors vectors, int row, int feature) {
      if (vectors.status(row, feature) == Status.OUTSIDE_MAX_AGE
          && vectors.value(row, feature) == null) {
        synchronized (unreadable) {
          unreadable.add(vectors.plan().features().get(feature));
        }
      }
      return vectors.value(row, feature);
    }
  }
}
