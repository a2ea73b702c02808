package dev.freshet.infra.train.metric;

/**
 * A figure that says how good the scores of some rows are, and how good they would have been had
 * the rows come another number of times each. Immutable.
 */
public interface Figure {

  /**
   * The figure; {@code NaN} where it says nothing, as an area under a curve does of one class.
   *
   * @param times how often each row counts
   */
  double under(int[] times);
}
