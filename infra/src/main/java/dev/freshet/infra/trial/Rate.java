package dev.freshet.infra.trial;

/**
 * An estimate and how sure it is.
 *
 * @param standardError of the estimate; NaN where there is too little to tell
 */
public record Rate(double estimate, double standardError) {

  /** Of a normal distribution, 95 % is within so many standard deviations. */
  private static final double DEVIATIONS = 1.959963984540054;

  /** The lower end of the 95 % interval. */
  public double low() {
    return estimate - DEVIATIONS * standardError;
  }

  /** The upper end of the 95 % interval. */
  public double high() {
    return estimate + DEVIATIONS * standardError;
  }

  /** How much higher this is than another that is independent of it. */
  public Rate minus(Rate other) {
    return new Rate(estimate - other.estimate, Math.hypot(standardError, other.standardError));
  }
}
