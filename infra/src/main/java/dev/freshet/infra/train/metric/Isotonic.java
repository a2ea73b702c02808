package dev.freshet.infra.train.metric;

import java.util.Arrays;

/**
 * The rising step function nearest to some labels, by least squares: what a column says if more of
 * it only ever means more of the label. Found by pooling neighbours that fall.
 */
public final class Isotonic {

  private final float[] from;
  private final float[] values;

  private Isotonic(float[] from, float[] values) {
    this.from = from;
    this.values = values;
  }

  /**
   * The function for some rows, of which there is one at least.
   *
   * @param doubt as how many rows of the mean label count that are added to every step: with 0, a
   *     step of one row is sure of it
   */
  public static Isotonic fit(float[] column, float[] labels, double doubt) {
    Order order = Order.of(column);
    float[] from = new float[column.length];
    double[] sums = new double[column.length];
    long[] counts = new long[column.length];
    int blocks = 0;
    for (int start = 0; start < column.length; start = order.ends()[start]) {
      from[blocks] = column[order.rows()[start]];
      sums[blocks] = 0;
      counts[blocks] = (long) order.ends()[start] - start;
      for (int i = start; i < order.ends()[start]; i++) {
        sums[blocks] += labels[order.rows()[i]];
      }
      blocks++;
      while (blocks > 1
          && sums[blocks - 2] * counts[blocks - 1] >= sums[blocks - 1] * counts[blocks - 2]) {
        blocks--;
        sums[blocks - 1] += sums[blocks];
        counts[blocks - 1] += counts[blocks];
      }
    }
    float[] values = new float[blocks];
    double mean = Arrays.stream(sums, 0, blocks).sum() / column.length;
    for (int i = 0; i < blocks; i++) {
      values[i] = (float) ((sums[i] + doubt * mean) / (counts[i] + doubt));
    }
    return new Isotonic(Arrays.copyOf(from, blocks), values);
  }

  /** What the function gives: that of the last step at or below a number, else of the first. */
  public float at(float number) {
    int found = Arrays.binarySearch(from, number);
    return values[Math.max(0, found >= 0 ? found : -found - 2)];
  }
}
