package dev.freshet.serving.recommend;

import dev.freshet.features.definition.Feature;
import dev.freshet.serving.score.Ranking;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Candidates that were found, in the order of their scores.
 *
 * @param unreadable features that candidates come from, and whose rows are too old to tell
 */
public record Recommendation(Ranking ranking, Union union, List<Feature> unreadable) {

  public Recommendation {
    unreadable = List.copyOf(unreadable);
  }

  /** The names of where an item comes from, in the order of the request. */
  public List<String> origins(Ranking.Item item) {
    return union.origins(ranking.vectors().rows().value(item.row(), ranking.keys()[0]));
  }

  /** Features that it had to do without, each once. */
  public List<Feature> degraded() {
    Set<Feature> features = new LinkedHashSet<>(unreadable);
    features.addAll(ranking.unknown());
    return List.copyOf(features);
  }
}
