package dev.freshet.infra.shop;

/**
 * How likely somebody is to be about at an hour of their day.
 *
 * @param peakHour the local hour, from 0 to under 24, at which they are likeliest to be
 */
record Rhythm(double peakHour, int hoursAhead) {

  private static final double MILLIS_PER_HOUR = 3_600_000;
  private static final double SHARPNESS = 2;

  /** In (0, 1], and 1 at the peak. */
  double at(long epochMillis) {
    double fromPeak = localHour(epochMillis) - peakHour;
    return Math.exp(SHARPNESS * (Math.cos(fromPeak * Math.PI / 12) - 1));
  }

  /** The hour of their day, from 0 to under 24. */
  double localHour(long epochMillis) {
    double hours = epochMillis / MILLIS_PER_HOUR + hoursAhead;
    return hours - Math.floor(hours / 24) * 24;
  }
}
