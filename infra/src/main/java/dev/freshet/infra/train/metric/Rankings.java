package dev.freshet.infra.train.metric;

import java.util.Arrays;

/**
 * How well the rows of each group are ranked by their scores: the mean over the groups in which
 * something is relevant. Where scores are equal, the mean over all orders of them: no luck counts.
 *
 * @param labels how relevant each row is, from 0 on
 * @param starts the first row of each group, and then the number of rows: those of a group are
 *     together
 */
public record Rankings(float[] labels, int[] starts) {

  private static final double LN_2 = Math.log(2);

  /**
   * Normalized discounted cumulative gain: the sum of {@code (2^label − 1) / log2(rank + 1)} over
   * the first ranks, by that of the best order.
   *
   * @param most how many ranks count
   */
  public Mean ndcg(float[] scores, int most) {
    return perGroup(
        (from, to) -> {
          double best = gain(labels, from, to, most);
          return best == 0 ? Double.NaN : gain(scores, from, to, most) / best;
        });
  }

  /** Mean reciprocal rank: of the first row that is relevant at all, 1 / its rank. */
  public Mean reciprocalRank(float[] scores) {
    return perGroup((from, to) -> firstReciprocal(scores, from, to));
  }

  private interface OfGroup {

    double from(int from, int to);
  }

  /** What a group has stands at its first row. */
  private Mean perGroup(OfGroup figure) {
    double[] values = new double[labels.length];
    Arrays.fill(values, Double.NaN);
    for (int group = 0; group + 1 < starts.length; group++) {
      values[starts[group]] = figure.from(starts[group], starts[group + 1]);
    }
    return new Mean(values);
  }

  private double gain(float[] scores, int from, int to, int most) {
    int[] ranked = ranked(scores, from, to);
    double gain = 0;
    for (int start = 0; start < Math.min(most, ranked.length); ) {
      int end = end(scores, ranked, start);
      double discounts = 0;
      double gains = 0;
      for (int i = start; i < end; i++) {
        discounts += i < most ? LN_2 / Math.log(i + 2.0) : 0;
        gains += Math.pow(2, labels[ranked[i]]) - 1;
      }
      gain += discounts * gains / (end - start);
      start = end;
    }
    return gain;
  }

  private double firstReciprocal(float[] scores, int from, int to) {
    int[] ranked = ranked(scores, from, to);
    for (int start = 0; start < ranked.length; ) {
      int end = end(scores, ranked, start);
      int relevant = 0;
      for (int i = start; i < end; i++) {
        relevant += labels[ranked[i]] > 0 ? 1 : 0;
      }
      if (relevant > 0) {
        return firstOf(relevant, start, end);
      }
      start = end;
    }
    return Double.NaN;
  }

  /** The mean of 1 / (the rank of the first relevant one) over all orders of some ranks. */
  private static double firstOf(int relevant, int start, int end) {
    double mean = 0;
    double noneBefore = 1;
    for (int i = start; noneBefore > 0 && i < end; i++) {
      double here = Math.min(1, (double) relevant / (end - i));
      mean += noneBefore * here / (i + 1);
      noneBefore *= 1 - here;
    }
    return mean;
  }

  private static int end(float[] scores, int[] ranked, int start) {
    int end = start + 1;
    while (end < ranked.length && scores[ranked[end]] == scores[ranked[start]]) {
      end++;
    }
    return end;
  }

  /** The rows of a group, the highest score first. */
  private static int[] ranked(float[] scores, int from, int to) {
    int[] order = Order.of(Arrays.copyOfRange(scores, from, to)).rows();
    int[] ranked = new int[order.length];
    for (int i = 0; i < ranked.length; i++) {
      ranked[i] = from + order[order.length - 1 - i];
    }
    return ranked;
  }
}
