package dev.freshet.serving.recommend;

import dev.freshet.features.definition.Candidates;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.RecommendRequest;
import dev.freshet.serving.request.Selection;
import dev.freshet.serving.score.Scoring;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.vector.KeyValue;
import dev.freshet.serving.vector.VectorReader;
import java.util.LinkedHashSet;
import java.util.List;
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
    Set<String> needed = needed(scoring.selection(model, request.shortlist()));
    Set<String> neededFirst = needed(first);
    checkOf(of, model, needed);
    checkNeeded(request, needed, neededFirst);
    checkMissing(request, of, model, needed);
    Optional<Object> own = request.own(of).map(found -> own(of, found));
    return reader
        .vectors(request.features(first, neededFirst), deadline)
        .thenCompose(
            told -> {
              Search search = new Search(repository, reader, request, from, of, own, told);
              return search
                  .run(deadline)
                  .thenCompose(
                      union ->
                          scoring
                              .rank(request.ranking(needed, of, union.candidates()), deadline)
                              .thenApply(
                                  ranking ->
                                      new Recommendation(ranking, union, search.unreadable())));
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

  private static void checkOf(String of, Model model, Set<String> byModel) {
    if (!byModel.contains(of)) {
      throw Problem.of(
              ProblemKind.WRONG_FROM,
              "\"from\" has candidates of %s, which the model \"%s\" does not read; %s"
                  .formatted(
                      of,
                      model.name(),
                      byModel.isEmpty()
                          ? "it ranks nothing"
                          : "it takes candidates of " + String.join(" or ", byModel)))
          .with("found", List.of(of))
          .with("valid", List.copyOf(byModel))
          .exception();
    }
  }

  /** Checks that nothing else is there. */
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

  /** Checks that the model's entities are there, but for the candidates. */
  private static void checkMissing(
      RecommendRequest request, String of, Model model, Set<String> byModel) {
    List<String> missing =
        byModel.stream().filter(key -> !key.equals(of) && !request.keys().contains(key)).toList();
    if (!missing.isEmpty()) {
      throw Problem.of(
              ProblemKind.MISSING_JOIN_KEY,
              "entities has no \"%s\" for the model \"%s\"; send one value of each"
                  .formatted(String.join("\" and no \"", missing), model.name()))
          .with("missing", missing)
          .exception();
    }
  }

  /** What the request itself is about, which is no candidate. */
  private Object own(String joinKey, Object found) {
    return KeyValue.of(new Entity.JoinKey(joinKey, type(joinKey)), found, "entities." + joinKey);
  }

  private Scalar type(String joinKey) {
    return reader.catalog().joinKeys().get(joinKey);
  }
}
