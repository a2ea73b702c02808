package dev.freshet.infra.train.metric;

import java.util.ArrayList;
import java.util.List;

/** Whether scores mean what they say: what came, on average, of rows of similar scores. */
public record Calibration(List<Bin> bins) {

  private static final double Z = 1.959964;

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Rows of similar scores.
   *
   * @param scored the mean of their scores
   * @param observed the mean of their labels, and where it lies at 95 %
   */
  public record Bin(int rows, double scored, Interval observed) {}

  /**
   * The calibration of some scores.
   *
   * @param most bins, each of as many rows as the next as far as equal scores stay together
   * @param areShares whether labels are 0 or 1: their means' intervals are Wilson's then, else
   *     normal ones
   */
  public static Calibration of(float[] scores, float[] labels, int most, boolean areShares) {
    Order order = Order.of(scores);
    List<Bin> bins = new ArrayList<>();
    int from = 0;
    for (int bin = 1; bin <= most; bin++) {
      int wanted = (int) ((long) scores.length * bin / most);
      if (wanted > from) {
        int to = order.ends()[wanted - 1];
        bins.add(bin(order.rows(), from, to, scores, labels, areShares));
        from = to;
      }
    }
    return new Calibration(bins);
  }

  private static Bin bin(
      int[] rows, int from, int to, float[] scores, float[] labels, boolean areShares) {
    int count = to - from;
    double scored = 0;
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      scored += scores[rows[i]];
      sum += labels[rows[i]];
      squares += (double) labels[rows[i]] * labels[rows[i]];
    }
    double mean = sum / count;
    double error = Math.sqrt(Math.max(0, squares / count - mean * mean) / count);
    Interval observed =
        areShares ? wilson(mean, count) : new Interval(mean, mean - Z * error, mean + Z * error);
    return new Bin(count, scored / count, observed);
  }

  private static Interval wilson(double share, int count) {
    double z2 = Z * Z / count;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z * Math.sqrt(share * (1 - share) / count + z2 / (4 * count)) / (1 + z2);
    return new Interval(share, Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /** How far scores are from what came: the mean over all rows of the distance in their bin. */
  public double error() {
    double sum = 0;
    long rows = 0;
    for (Bin bin : bins) {
      sum += bin.rows() * Math.abs(bin.scored() - bin.observed().value());
      rows += bin.rows();
    }
    return sum / rows;
  }
}
