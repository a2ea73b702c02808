package dev.freshet.infra.train.metric;

/** What scores that are off cost. */
public final class Loss {

  /** No probability counts as nearer to 0 or 1: what is left of a float near 1. */
  public static final double CERTAIN = 1e-7;

  private Loss() {}

  /**
   * The mean of −ln of the probability that was given to what came: log loss.
   *
   * @param scores the probabilities of 1
   * @param labels 0 or 1
   */
  public static Mean log(float[] scores, float[] labels) {
    double[] losses = new double[scores.length];
    for (int i = 0; i < losses.length; i++) {
      double given = Math.min(1 - CERTAIN, Math.max(CERTAIN, scores[i]));
      losses[i] = -Math.log(labels[i] > 0 ? given : 1 - given);
    }
    return new Mean(losses);
  }

  /** The mean of the distances. */
  public static Mean absolute(float[] scores, float[] labels) {
    double[] losses = new double[scores.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = Math.abs((double) scores[i] - labels[i]);
    }
    return new Mean(losses);
  }

  /** The root of the mean of the squared distances: RMSE. */
  public static Figure rootSquare(float[] scores, float[] labels) {
    Mean squares = squares(scores, labels);
    return times -> Math.sqrt(squares.under(times));
  }

  /** 1 less the share of the labels' variance that is left: R². */
  public static Figure explained(float[] scores, float[] labels) {
    Mean squares = squares(scores, labels);
    return times -> 1 - squares.under(times) / variance(labels, times);
  }

  private static Mean squares(float[] scores, float[] labels) {
    double[] squares = new double[scores.length];
    for (int i = 0; i < squares.length; i++) {
      double off = (double) scores[i] - labels[i];
      squares[i] = off * off;
    }
    return new Mean(squares);
  }

  private static double variance(float[] labels, int[] times) {
    double mean = mean(labels, times);
    double sum = 0;
    long count = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += times[i] * (labels[i] - mean) * (labels[i] - mean);
      count += times[i];
    }
    return sum / count;
  }

  private static double mean(float[] labels, int[] times) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += (double) times[i] * labels[i];
      count += times[i];
    }
    return sum / count;
  }
}
