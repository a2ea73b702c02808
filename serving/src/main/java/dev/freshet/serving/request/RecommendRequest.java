package dev.freshet.serving.request;

import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client asks to be recommended.
 *
 * @param asked of which model, and for whom: its entities have one value each
 * @param from the names of where candidates come from, at least one
 * @param shortlist which of them may be in the answer
 */
public record RecommendRequest(ModelRequest asked, List<String> from, Shortlist shortlist) {

  private static final String CANDIDATES = "candidates";

  /**
   * Such a request.
   *
   * @throws ProblemException if it names nothing where candidates come from, or one twice, or has
   *     lists of entities
   */
  public RecommendRequest {
    from = List.copyOf(from);
    if (from.isEmpty()) {
      throw Problem.of(
              ProblemKind.NO_CANDIDATES,
              "\"from\" is not there, or empty; send where candidates come from, such as [\"trending\"]")
          .exception();
    }
    if (Set.copyOf(from).size() < from.size()) {
      throw Problem.of(
              ProblemKind.WRONG_FROM, "\"from\" is %s; name each of them once".formatted(from))
          .exception();
    }
    asked.checkSingle("the one value that items are recommended for");
  }

  /** The names of the entities' join keys. */
  public Set<String> keys() {
    return asked.entities().keySet();
  }

  /** The value of a join key that it is about, if it names one. */
  public Optional<Object> own(String joinKey) {
    return Optional.ofNullable(asked.entities().get(joinKey)).map(column -> column.value(0));
  }

  /**
   * The request for features of its entities.
   *
   * @param needed which of the join keys they need
   */
  public FeatureRequest features(Selection selection, Set<String> needed) {
    Map<String, Column> entities = new LinkedHashMap<>(asked.entities());
    entities.keySet().retainAll(needed);
    return features(selection, entities);
  }

  /** The request for features of entities that values of features name. */
  public FeatureRequest features(Selection selection, String joinKey, List<Object> values) {
    return features(selection, Map.of(joinKey, new Column("entities", values, false)));
  }

  private FeatureRequest features(Selection selection, Map<String, Column> entities) {
    return new FeatureRequest(Dialect.FRESHET, selection, entities, Map.of(), asked.asOf(), true);
  }

  /**
   * The request for a ranking of the candidates that were found.
   *
   * @param needed which of the join keys the model needs
   * @param of the join key whose values they are
   */
  public RankRequest ranking(Set<String> needed, String of, List<Object> candidates) {
    Map<String, Column> entities = new LinkedHashMap<>(asked.entities());
    entities.keySet().retainAll(needed);
    entities.remove(of);
    return new RankRequest(
        new ModelRequest(asked.model(), entities, asked.context(), asked.asOf()),
        Map.of(of, new Column(CANDIDATES, candidates, false)),
        shortlist);
  }
}
