package dev.freshet.infra.train.boost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees that were grown, up to the one after which nothing got better. Holds memory of the library
 * until it is closed. Not thread-safe.
 */
public final class Forest implements AutoCloseable {

  private final Booster booster;
  private final Curve curve;

  Forest(Booster booster, Curve curve) {
    this.booster = booster;
    this.curve = curve;
  }

  /**
   * How the measure went, tree by tree.
   *
   * @param train on the rows that the trees were grown on
   * @param early on those that decide when to stop
   * @param best how many trees are kept
   */
  public record Curve(List<Double> train, List<Double> early, int best) {

    public Curve {
      train = List.copyOf(train);
      early = List.copyOf(early);
    }
  }

  public Curve curve() {
    return curve;
  }

  /** The scores of rows: probabilities, numbers, or what a ranking is by. */
  public float[] scores(Matrix rows) {
    try {
      float[][] scores = booster.predict(rows.matrix(), false, curve.best());
      float[] flat = new float[scores.length];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = scores[i][0];
      }
      return flat;
    } catch (XGBoostError e) {
      throw new BoostException(e);
    }
  }

  /** Of each column, the share of all that its splits gained; all 0 if there is no split. */
  public double[] gains(int columns) {
    try {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        names.add("f" + i);
      }
      Map<String, Double> found =
          new HashMap<>(booster.getScore(names.toArray(String[]::new), "total_gain"));
      double[] gains = new double[columns];
      for (int i = 0; i < columns; i++) {
        gains[i] = found.getOrDefault(names.get(i), 0.0);
      }
      double all = Arrays.stream(gains).sum();
      return all == 0 ? gains : Arrays.stream(gains).map(gain -> gain / all).toArray();
    } catch (XGBoostError e) {
      throw new BoostException(e);
    }
  }

  /**
   * The bytes of a model's file, of all trees that are held.
   *
   * @param format {@code json} or {@code ubj}
   * @param columns the names that the file gives to the numbers; none if one of them is not ASCII,
   *     of which the library would cut off the end
   */
  byte[] file(String format, List<String> columns) {
    try {
      if (columns.stream().allMatch(column -> column.chars().allMatch(c -> c < 128))) {
        booster.setFeatureNames(columns.toArray(String[]::new));
      }
      return booster.toByteArray(format);
    } catch (XGBoostError e) {
      throw new BoostException(e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
