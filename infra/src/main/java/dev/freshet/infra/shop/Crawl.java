package dev.freshet.infra.shop;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A bot's session: one page after the other, in the order of the catalog, at an even pace. */
final class Crawl implements Session {

  private final Visit visit;
  private final List<Item> items;
  private final double paceSeconds;
  private int at;
  private int left;

  Crawl(Visit visit, Catalog catalog, double paceSeconds, SplittableRandom random) {
    this.visit = visit;
    this.items = catalog.items();
    this.paceSeconds = paceSeconds;
    this.at = random.nextInt(items.size());
    this.left = random.nextInt(300, 1_500);
  }

  @Override
  public Visit visit() {
    return visit;
  }

  @Override
  public Optional<Step> next(long now) {
    if (left-- == 0) {
      return Optional.empty();
    }
    at = (at + 1) % items.size();
    return Optional.of(new Step(Interaction.view(items.get(at), 0), paceSeconds));
  }
}
