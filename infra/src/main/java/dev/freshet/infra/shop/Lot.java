package dev.freshet.infra.shop;

import java.util.SplittableRandom;

/** Draws by lot. */
final class Lot {

  private Lot() {}

  /** A length of time between two, each order of magnitude as often as the other. */
  static long between(long least, long most, SplittableRandom random) {
    return (long) (least * Math.exp(random.nextDouble() * Math.log((double) most / least)));
  }

  /** About a middle, by a factor either way. */
  static double about(double middle, double deviation, SplittableRandom random) {
    return middle * Math.exp(deviation * random.nextGaussian());
  }
}
