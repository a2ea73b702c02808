package dev.freshet.serving.score;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.Model;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.plan.Catalog;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import dev.freshet.serving.request.RankRequest;
import dev.freshet.serving.request.Selection;
import dev.freshet.serving.request.Shortlist;
import dev.freshet.serving.vector.FeatureVectors;
import dev.freshet.serving.vector.VectorReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** How the candidates of one request become a ranked list. */
final class Ranker {

  private final RankRequest request;
  private final Selection selection;
  private final int[] exclusions;

  /** The place of the feature of which items may have the same value so often; -1 for none. */
  private final int diversity;

  private Ranker(RankRequest request, Selection selection, int[] exclusions, int diversity) {
    this.request = request;
    this.selection = selection;
    this.exclusions = exclusions;
    this.diversity = diversity;
  }

  /**
   * The ranker of a request.
   *
   * @throws ProblemException if it has too many candidates, or names features that cannot be used
   */
  static Ranker of(RankRequest request, Model model, VectorReader reader) {
    int count = request.candidateCount();
    if (count > reader.limits().rows()) {
      throw Problem.of(
              ProblemKind.TOO_MANY_CANDIDATES,
              "%d candidates are to be ranked, and at most %d may be; send the likeliest"
                  .formatted(count, reader.limits().rows()))
          .with("found", count)
          .with("limit", reader.limits().rows())
          .exception();
    }
    Shortlist shortlist = request.shortlist();
    Selection selection = selection(model, shortlist, reader.catalog());
    Plan plan = reader.catalog().plan(selection);
    List<String> names = plan.features().stream().map(Feature::fullName).toList();
    int[] exclusions = shortlist.exclude().stream().mapToInt(names::indexOf).toArray();
    List<String> keys = List.copyOf(request.candidates().keySet());
    for (int feature : exclusions) {
      Exclusion.check(plan, feature, keys);
    }
    int diversity = shortlist.diversity().map(wanted -> names.indexOf(wanted.by())).orElse(-1);
    if (diversity >= 0) {
      checkDiversity(plan.features().get(diversity));
    }
    return new Ranker(request, selection, exclusions, diversity);
  }

  /**
   * The features that a model reads, and those that a shortlist is made by.
   *
   * @throws ProblemException if the shortlist names what is no feature
   */
  static Selection selection(Model model, Shortlist shortlist, Catalog catalog) {
    shortlist.exclude().forEach(name -> checkFull(name, "exclude", ProblemKind.WRONG_EXCLUSION));
    catalog.checkFeatures("exclude", shortlist.exclude());
    shortlist
        .diversity()
        .ifPresent(
            diversity -> {
              checkFull(diversity.by(), "diversity", ProblemKind.WRONG_DIVERSITY);
              catalog.checkFeatures("diversity", List.of(diversity.by()));
            });
    return new Selection.ServiceAnd(model.service().name(), List.copyOf(shortlist.features()));
  }

  private static void checkFull(String name, String member, ProblemKind kind) {
    if (name.indexOf(':') < 0) {
      throw Problem.of(
              kind,
              "\"%s\" has \"%s\", which is not the full name of a feature; send view:feature"
                  .formatted(member, name))
          .with("found", name)
          .exception();
    }
  }

  private static void checkDiversity(Feature by) {
    if (!(by.type() instanceof Scalar)) {
      throw Problem.of(
              ProblemKind.WRONG_DIVERSITY,
              "\"diversity\" is by \"%s\", which is of type %s; name a feature with one value, such as a category"
                  .formatted(by.fullName(), by.type().text()))
          .with("found", by.fullName())
          .exception();
    }
  }

  /** What is to be read. */
  Selection selection() {
    return selection;
  }

  /**
   * The candidates of an answer.
   *
   * @param rows those that may be in the list, each candidate once
   */
  record Candidates(
      FeatureVectors vectors,
      int[] keys,
      int[] rows,
      List<Ranking.Excluded> excluded,
      List<Feature> unknown) {}

  Candidates candidates(FeatureVectors vectors) {
    int[] keys =
        IntStream.range(0, vectors.rows().keys().size())
            .filter(n -> request.candidates().containsKey(vectors.rows().keys().get(n).name()))
            .toArray();
    List<Exclusion> rules = new ArrayList<>();
    for (int feature : exclusions) {
      rules.add(new Exclusion(vectors, feature, keys));
    }
    List<Integer> left = new ArrayList<>();
    List<Ranking.Excluded> excluded = new ArrayList<>();
    Set<Feature> unknown = new LinkedHashSet<>(vectors.degraded());
    Set<List<Object>> seen = new HashSet<>();
    for (int row = 0; row < vectors.rows().count(); row++) {
      if (seen.add(id(vectors, keys, row))) {
        int candidate = row;
        rules.stream()
            .filter(rule -> rule.isUnknown(candidate))
            .forEach(r -> unknown.add(r.feature()));
        rules.stream()
            .filter(rule -> rule.holds(candidate))
            .findFirst()
            .ifPresentOrElse(
                rule -> excluded.add(new Ranking.Excluded(candidate, rule.feature())),
                () -> left.add(candidate));
      }
    }
    return new Candidates(
        vectors,
        keys,
        left.stream().mapToInt(Integer::intValue).toArray(),
        excluded,
        List.copyOf(unknown));
  }

  private static List<Object> id(FeatureVectors vectors, int[] keys, int row) {
    List<Object> id = new ArrayList<>(keys.length);
    for (int key : keys) {
      id.add(vectors.rows().value(row, key));
    }
    return id;
  }

  /** The best of the candidates; of equal scores the lesser id comes first. */
  Ranking rank(Candidates candidates, Scores scores) {
    List<Ranking.Item> all = new ArrayList<>();
    for (int i = 0; i < scores.rows().length; i++) {
      all.add(new Ranking.Item(scores.rows()[i], scores.scores()[i]));
    }
    all.sort(
        Comparator.comparingDouble(Ranker::order)
            .thenComparing(Ranking.Item::row, (a, b) -> compareIds(candidates, a, b)));
    int limit = request.shortlist().limit().orElse(all.size());
    List<Ranking.Item> best = new ArrayList<>();
    Map<Object, Integer> ofKind = new HashMap<>();
    for (int i = 0; i < all.size() && best.size() < limit; i++) {
      if (isDiverse(candidates.vectors(), all.get(i).row(), ofKind)) {
        best.add(all.get(i));
      }
    }
    return new Ranking(
        candidates.vectors(),
        scores.model(),
        scores.version(),
        candidates.keys(),
        best,
        candidates.excluded(),
        candidates.unknown());
  }

  /** What is no number is last. */
  private static double order(Ranking.Item item) {
    return Double.isFinite(item.score()) ? -item.score() : Double.POSITIVE_INFINITY;
  }

  /** Whether there may be one more of an item's kind; what is of no known kind always may. */
  private boolean isDiverse(FeatureVectors vectors, int row, Map<Object, Integer> ofKind) {
    Object kind = diversity < 0 ? null : vectors.value(row, diversity);
    return kind == null
        || ofKind.merge(kind, 1, Integer::sum)
            <= request.shortlist().diversity().orElseThrow().max();
  }

  private static int compareIds(Candidates candidates, int row, int other) {
    for (int key : candidates.keys()) {
      Object a = candidates.vectors().rows().value(row, key);
      Object b = candidates.vectors().rows().value(other, key);
      int order =
          a instanceof Long number
              ? number.compareTo((Long) b)
              : a.toString().compareTo(b.toString());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
