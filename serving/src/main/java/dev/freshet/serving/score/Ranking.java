package dev.freshet.serving.score;

import dev.freshet.features.definition.Feature;
import dev.freshet.serving.vector.FeatureVectors;
import java.util.List;

/**
 * Candidates in the order of their scores.
 *
 * @param keys the candidates' join keys, by their places in the vectors' rows
 * @param items best first
 * @param excluded in the order of the request
 * @param unknown features that the list had to do without: of other servers that did not answer, or
 *     saying what is to be excluded, and of rows too old to tell
 */
public record Ranking(
    FeatureVectors vectors,
    String model,
    String version,
    int[] keys,
    List<Item> items,
    List<Excluded> excluded,
    List<Feature> unknown) {

  public Ranking {
    items = List.copyOf(items);
    excluded = List.copyOf(excluded);
    unknown = List.copyOf(unknown);
  }

  /**
   * A candidate of the list.
   *
   * @param row which of the vectors it is
   */
  public record Item(int row, double score) {}

  /**
   * A candidate that must not be in the list.
   *
   * @param because the feature that says so
   */
  public record Excluded(int row, Feature because) {}
}
