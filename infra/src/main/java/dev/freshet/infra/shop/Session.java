package dev.freshet.infra.shop;

import java.util.Optional;

/** One stay of a visitor in the shop: a source of steps that ends. Not thread-safe. */
interface Session {

  Visit visit();

  /**
   * Decides what comes next; empty when the visitor has left.
   *
   * @param now epoch milliseconds
   */
  Optional<Step> next(long now);
}
