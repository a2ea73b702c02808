package dev.freshet.infra.shop;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Somebody who comes again and again, with what nobody sees: tastes, means, habits. Immutable.
 *
 * @param tastes how much of their interest each category has
 * @param means what they like to spend, as a multiple of what is usual
 * @param buying how readily they buy, about 1
 * @param pace how long they take over a page, about 1
 * @param clockMillis how far the clock of their device is ahead
 */
record Visitor(
    String id,
    boolean bot,
    Mix<Category> tastes,
    double means,
    double buying,
    double pace,
    Device device,
    Country country,
    Rhythm rhythm,
    int clockMillis) {

  private static final double TASTE_SHAPE = 0.25;
  private static final Mix<Country> COUNTRIES =
      new Mix<>(List.of(Country.values()), 0.35, 0.2, 0.15, 0.15, 0.08, 0.07);
  private static final Mix<Device> DEVICES = new Mix<>(List.of(Device.values()), 0.6, 0.32, 0.08);
  private static final double WRONG_CLOCK_SHARE = 0.03;
  private static final int WRONG_CLOCK_MILLIS = 20_000;
  private static final double EVENING = 20.5;
  private static final double NOON = 12.5;

  /** A person by lot. */
  static Visitor person(String id, SplittableRandom random) {
    Country country = COUNTRIES.draw(random);
    double peak = (random.nextDouble() < 0.6 ? EVENING : NOON) + 2 * random.nextGaussian();
    int clock =
        random.nextDouble() < WRONG_CLOCK_SHARE
            ? random.nextInt(-WRONG_CLOCK_MILLIS, WRONG_CLOCK_MILLIS)
            : 0;
    return new Visitor(
        id,
        false,
        tastes(random),
        Math.exp(0.4 * random.nextGaussian()),
        Math.exp(0.6 * random.nextGaussian()),
        Math.exp(0.3 * random.nextGaussian()),
        DEVICES.draw(random),
        country,
        new Rhythm(peak, country.hoursAhead()),
        clock);
  }

  /** A program that reads page after page, day and night. */
  static Visitor bot(String id) {
    return new Visitor(
        id,
        true,
        Mix.even(Category.ALL),
        1,
        0,
        0.02,
        Device.DESKTOP,
        Country.US,
        new Rhythm(0, 0),
        0);
  }

  /** From 0 to 1: how well an item's price is what they like to spend. */
  double fit(Item item) {
    double apart = Math.log(item.dearness() / means);
    return Math.exp(-apart * apart);
  }

  /** Few large, many small: a power of an even lot has the shape of a narrow gamma. */
  private static Mix<Category> tastes(SplittableRandom random) {
    double[] weights = new double[Category.ALL.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.pow(random.nextDouble(), 1 / TASTE_SHAPE) + 0.002;
    }
    return new Mix<>(Category.ALL, weights);
  }
}
