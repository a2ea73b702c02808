package dev.freshet.infra.shop;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Some things and how often each is drawn: shares that sum to 1. Immutable. */
final class Mix<T> {

  private final List<T> things;
  private final double[] shares;

  /**
   * @param weights of the things, in their order
   */
  Mix(List<T> things, double... weights) {
    double sum = Arrays.stream(weights).sum();
    this.things = List.copyOf(things);
    this.shares = Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /** Each as often as any other. */
  static <T> Mix<T> even(List<T> things) {
    double[] weights = new double[things.size()];
    Arrays.fill(weights, 1);
    return new Mix<>(things, weights);
  }

  /** How often it is drawn, from 0 to 1. */
  double share(T thing) {
    return shares[things.indexOf(thing)];
  }

  T draw(SplittableRandom random) {
    double at = random.nextDouble();
    int i = 0;
    while (i < shares.length - 1 && at >= shares[i]) {
      at -= shares[i++];
    }
    return things.get(i);
  }
}
