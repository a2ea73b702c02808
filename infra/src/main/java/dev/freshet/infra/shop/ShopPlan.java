package dev.freshet.infra.shop;

import java.time.Instant;

/**
 * All that decides what a shop sends: equal plans send equal records.
 *
 * @param seed of all that is drawn by lot
 * @param opening the instant of the first record, near enough
 * @param rate records a second
 */
public record ShopPlan(long seed, Instant opening, double rate, Shares shares) {

  public ShopPlan {
    if (!(rate > 0 && rate <= 1_000_000)) {
      throw new IllegalArgumentException(
          "a rate is above 0 and at most 1000000 records a second, not " + rate);
    }
  }
}
