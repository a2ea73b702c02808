package dev.freshet.infra.train.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Intervals by resampling: what a figure would have been had other groups come, drawn from those
 * that did, as many of them, with replacement. Rows of one group come together, since they are not
 * independent. The same seed gives the same intervals.
 *
 * @param groups the group of each row, counted from 0 in the order of rows
 * @param draws how many resamples
 */
public record Bootstrap(int[] groups, int draws, long seed) {

  private static final double OUTSIDE = 0.025;

  /** A figure with its interval: the middle 95 % of what the resamples give. */
  public Interval of(Figure figure) {
    int[] times = new int[groups.length];
    Arrays.fill(times, 1);
    double value = figure.under(times);
    int count = groups.length == 0 ? 0 : groups[groups.length - 1] + 1;
    int[] drawn = new int[count];
    double[] values = new double[draws];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < draws; i++) {
      draw(random, drawn);
      for (int row = 0; row < times.length; row++) {
        times[row] = drawn[groups[row]];
      }
      values[i] = figure.under(times);
    }
    double[] finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    return new Interval(value, quantile(finite, OUTSIDE), quantile(finite, 1 - OUTSIDE));
  }

  /** By how much one figure of the same rows is above another. */
  public Interval difference(Figure one, Figure other) {
    return of(times -> one.under(times) - other.under(times));
  }

  private static void draw(SplittableRandom random, int[] drawn) {
    Arrays.fill(drawn, 0);
    for (int i = 0; i < drawn.length; i++) {
      drawn[random.nextInt(drawn.length)]++;
    }
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
