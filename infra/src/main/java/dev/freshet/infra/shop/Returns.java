package dev.freshet.infra.shop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The purchases that did not please, to be sent back when their buyers come again. Some visitors
 * come with one from before the shop was watched. Not thread-safe.
 */
final class Returns {

  private static final double FROM_BEFORE = 0.15;

  private final Catalog catalog;
  private final Map<String, Deque<Interaction>> byVisitor = new HashMap<>();
  private final Set<String> known = new HashSet<>();

  Returns(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Whether the purchase will come back is decided here, by its category. */
  void bought(Visitor buyer, Item item, int quantity, String order, SplittableRandom random) {
    if (random.nextDouble() < item.category().returned()) {
      byVisitor
          .computeIfAbsent(buyer.id(), id -> new ArrayDeque<>())
          .add(Interaction.order(Action.RETURN, item, quantity, order));
    }
  }

  /** What the visitor returns on coming in, if anything. */
  Optional<Interaction> take(Visitor visitor, SplittableRandom random) {
    if (known.add(visitor.id()) && random.nextDouble() < FROM_BEFORE) {
      Item item = catalog.draw(visitor.tastes().draw(random), random);
      bought(visitor, item, 1, "o-before-" + visitor.id(), random);
    }
    Deque<Interaction> waiting = byVisitor.get(visitor.id());
    if (waiting == null) {
      return Optional.empty();
    }
    Interaction returned = waiting.remove();
    if (waiting.isEmpty()) {
      byVisitor.remove(visitor.id());
    }
    return Optional.of(returned);
  }
}
