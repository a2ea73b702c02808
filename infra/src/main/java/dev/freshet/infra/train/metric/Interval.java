package dev.freshet.infra.train.metric;

/**
 * A figure and where it lies at 95 %.
 *
 * @param low the lower end; {@code NaN} where nothing can be said
 */
public record Interval(double value, double low, double high) {

  /** The other way round. */
  public Interval negated() {
    return new Interval(-value, -high, -low);
  }
}
