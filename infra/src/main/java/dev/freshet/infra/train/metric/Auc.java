package dev.freshet.infra.train.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The area under the ROC curve: the probability that a row of label 1 has a higher score than one
 * of label 0, where equal scores count half.
 */
public final class Auc implements Figure {

  private final Order order;
  private final float[] labels;

  /**
   * The area of some scores.
   *
   * @param labels 0 or 1
   */
  public Auc(float[] scores, float[] labels) {
    this.order = Order.of(scores);
    this.labels = labels;
  }

  @Override
  public double under(int[] times) {
    double area = 0;
    long zeros = 0;
    long ones = 0;
    for (int start = 0; start < labels.length; start = order.ends()[start]) {
      long zerosHere = 0;
      long onesHere = 0;
      for (int i = start; i < order.ends()[start]; i++) {
        int row = order.rows()[i];
        if (labels[row] > 0) {
          onesHere += times[row];
        } else {
          zerosHere += times[row];
        }
      }
      area += onesHere * (zeros + zerosHere / 2.0);
      zeros += zerosHere;
      ones += onesHere;
    }
    return area / ((double) zeros * ones);
  }

  /** A point of the curve: of the rows from some score on, the share of all zeros and all ones. */
  public record Point(double zeros, double ones) {}

  /**
   * The curve, from (0, 0) to (1, 1).
   *
   * @param most points between, at even distances along it
   */
  public List<Point> curve(int most) {
    long allOnes = 0;
    for (float label : labels) {
      allOnes += label > 0 ? 1 : 0;
    }
    long allZeros = labels.length - allOnes;
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    long zeros = 0;
    long ones = 0;
    for (int i = labels.length - 1; i >= 0; i--) {
      if (labels[order.rows()[i]] > 0) {
        ones++;
      } else {
        zeros++;
      }
      boolean isEnd = i == 0 || order.ends()[i - 1] == i;
      Point here = new Point((double) zeros / allZeros, (double) ones / allOnes);
      Point last = points.get(points.size() - 1);
      double far = here.zeros() - last.zeros() + here.ones() - last.ones();
      if (isEnd && (i == 0 || far >= 2.0 / most)) {
        points.add(here);
      }
    }
    return points;
  }
}
