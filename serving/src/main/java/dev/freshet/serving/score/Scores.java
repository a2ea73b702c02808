package dev.freshet.serving.score;

import dev.freshet.serving.vector.FeatureVectors;
import java.util.List;

/**
 * The scores of some vectors by one version of a model.
 *
 * @param vectors the features of the model's service come first in them
 * @param rows which of the vectors are scored
 * @param raw one per scored row
 * @param scores one per scored row
 * @param reasons one per scored row, if they were asked for, else empty
 */
public record Scores(
    FeatureVectors vectors,
    String model,
    String version,
    int[] rows,
    double[] raw,
    double[] scores,
    List<Reasons> reasons) {

  public Scores {
    reasons = List.copyOf(reasons);
  }
}
