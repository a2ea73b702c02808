package dev.freshet.serving.score;

import dev.freshet.features.encoding.VectorEncoding;
import dev.freshet.serving.vector.FeatureVectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why a row has its score.
 *
 * @param contributions those that are largest in magnitude first; with the bias they add up to the
 *     raw score
 */
public record Reasons(List<Contribution> contributions, double bias) {

  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.comparingDouble(contribution -> -Math.abs(contribution.amount()));

  public Reasons {
    contributions = List.copyOf(contributions);
  }

  /**
   * The reasons by feature.
   *
   * @param byColumn what each column of the encoding contributes, and then the bias
   */
  static Reasons of(
      double[] byColumn, VectorEncoding encoding, FeatureVectors vectors, int row, int features) {
    double[] amounts = new double[features];
    for (int column = 0; column < byColumn.length - 1; column++) {
      amounts[encoding.feature(column)] += byColumn[column];
    }
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      contributions.add(
          new Contribution(vectors.plan().features().get(i), vectors.value(row, i), amounts[i]));
    }
    contributions.sort(LARGEST_FIRST);
    return new Reasons(contributions, byColumn[byColumn.length - 1]);
  }
}
