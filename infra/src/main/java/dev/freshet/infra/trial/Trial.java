package dev.freshet.infra.trial;

import dev.freshet.infra.client.ServingClient;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.shop.Onlookers;
import dev.freshet.infra.shop.ShopRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A trial of a model on the shop's visitors, while the shop is open. */
public interface Trial extends AutoCloseable {

  /** Hears of what a visitor does. Called by one thread. */
  void visited(ShopRecord record);

  /** How it went so far; empty before the model is served. */
  Optional<Outcome> outcome();

  @Override
  void close();

  /**
   * Opens a trial.
   *
   * @param reactions hears of the clicks, which are to be sent
   * @param trainAfter after how long the model is trained
   */
  static Trial open(
      ServingClient client,
      Onlookers onlookers,
      Consumer<ShopRecord> reactions,
      Workshop workshop,
      Duration trainAfter,
      long seed,
      Console console) {
    ShelfTrial trial =
        new ShelfTrial(client, onlookers, reactions, workshop, trainAfter, seed, console);
    trial.start();
    return trial;
  }

  /** No trial at all. */
  static Trial none() {
    return new Trial() {
      @Override
      public void visited(ShopRecord record) {
        // Nobody is shown anything.
      }

      @Override
      public Optional<Outcome> outcome() {
        return Optional.empty();
      }

      @Override
      public void close() {
        // There is nothing to end.
      }
    };
  }
}
