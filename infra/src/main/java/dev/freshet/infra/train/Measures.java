package dev.freshet.infra.train;

import dev.freshet.infra.train.boost.Objective;
import dev.freshet.infra.train.metric.Auc;
import dev.freshet.infra.train.metric.Figure;
import dev.freshet.infra.train.metric.Loss;
import dev.freshet.infra.train.metric.Rankings;
import dev.freshet.infra.train.slice.Sample;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures that scores are judged by.
 *
 * @param grouped whether rows belong to groups, within which they are ranked
 */
record Measures(Objective objective, boolean grouped) {

  private static final int RANKS = 10;

  static final String AUC = "auc";
  static final String LOG_LOSS = "log_loss";
  static final String RMSE = "rmse";
  static final String MAE = "mae";
  static final String R2 = "r2";
  static final String NDCG = "ndcg_at_10";
  static final String MRR = "mrr";

  /** Whether more of a figure is better. */
  static boolean isMoreBetter(String name) {
    return !name.equals(LOG_LOSS) && !name.equals(RMSE) && !name.equals(MAE);
  }

  /** The figure by which one feature alone is judged. */
  String alone() {
    return switch (objective) {
      case BINARY -> AUC;
      case REGRESSION -> R2;
      case RANKING -> NDCG;
    };
  }

  /** The figure that training lessens, or raises. */
  String loss() {
    return switch (objective) {
      case BINARY -> LOG_LOSS;
      case REGRESSION -> RMSE;
      case RANKING -> NDCG;
    };
  }

  /** The figures of the scores of a sample's rows, by name. */
  Map<String, Figure> of(Sample sample, float[] scores) {
    return of(sample, scores, scores);
  }

  /**
   * The figures of what orders the rows by one number and foretells labels by another.
   *
   * @param order what the rows are ordered by
   * @param values what is foretold
   */
  Map<String, Figure> of(Sample sample, float[] order, float[] values) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    if (objective == Objective.BINARY) {
      figures.put(AUC, new Auc(order, sample.labels()));
      figures.put(LOG_LOSS, Loss.log(values, sample.labels()));
    } else if (objective == Objective.REGRESSION) {
      figures.put(RMSE, Loss.rootSquare(values, sample.labels()));
      figures.put(MAE, Loss.absolute(values, sample.labels()));
      figures.put(R2, Loss.explained(values, sample.labels()));
    }
    if (objective == Objective.RANKING || (grouped && objective == Objective.BINARY)) {
      Rankings rankings = new Rankings(sample.labels(), sample.starts());
      figures.put(NDCG, rankings.ndcg(order, RANKS));
      figures.put(MRR, rankings.reciprocalRank(order));
    }
    return figures;
  }
}
