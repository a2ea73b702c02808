package dev.freshet.infra.shop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A person's session: searches and views; from a view perhaps to the cart; from the cart perhaps to
 * a purchase. What they like and can afford they look at longer, and buy more often.
 */
final class Browse implements Session {

  private static final double KEEPS_TO_CATEGORY = 0.7;
  private static final double SEARCHES = 0.14;
  private static final double RESTS = 0.05;
  private static final double LEAVES = 0.09;
  private static final double CARTS = 0.12;
  private static final double REMOVES = 0.05;
  private static final double CHECKS_OUT = 0.15;
  private static final double LOOK_SECONDS = 6;
  private static final double CLICK_SECONDS = 2;

  private final Visit visit;
  private final Visitor visitor;
  private final Catalog catalog;
  private final Returns returns;
  private final SplittableRandom random;
  private final Category category;
  private final List<Item> cart = new ArrayList<>();
  private final Deque<Item> order = new ArrayDeque<>();
  private Optional<Item> looking = Optional.empty();
  private boolean begun;
  private int orders;

  Browse(Visit visit, Catalog catalog, Returns returns, SplittableRandom random) {
    this.visit = visit;
    this.visitor = visit.visitor();
    this.catalog = catalog;
    this.returns = returns;
    this.random = random;
    this.category = visitor.tastes().draw(random);
  }

  @Override
  public Visit visit() {
    return visit;
  }

  @Override
  public Optional<Step> next(long now) {
    boolean first = !begun;
    begun = true;
    if (!order.isEmpty()) {
      return Optional.of(buy());
    }
    Optional<Item> seen = looking;
    looking = Optional.empty();
    if (seen.isPresent() && random.nextDouble() < wish(seen.get(), now)) {
      cart.add(seen.get());
      return Optional.of(click(Interaction.cart(Action.CART, seen.get(), 1)));
    }
    if (!cart.isEmpty() && !visit.anonymous()) {
      if (random.nextDouble() < CHECKS_OUT) {
        order.addAll(cart);
        cart.clear();
        orders++;
        return Optional.of(buy());
      }
      if (random.nextDouble() < REMOVES) {
        Item item = cart.remove(random.nextInt(cart.size()));
        return Optional.of(click(Interaction.cart(Action.REMOVE_FROM_CART, item, 1)));
      }
    }
    if (!first && random.nextDouble() < LEAVES) {
      return Optional.empty();
    }
    Step step = visit.anonymous() ? view() : wander(first);
    return Optional.of(first ? step.asLanding() : step);
  }

  /** What they do when nothing calls for an answer. */
  private Step wander(boolean first) {
    if (first) {
      Optional<Interaction> returned = returns.take(visitor, random);
      if (returned.isPresent()) {
        return click(returned.get());
      }
    }
    double lot = random.nextDouble();
    if ((first && visit.referrer() == Referrer.SEARCH) || lot < SEARCHES) {
      List<String> queries = category.queries();
      return click(Interaction.search(queries.get(random.nextInt(queries.size()))));
    }
    return lot < SEARCHES + RESTS
        ? new Step(Interaction.heartbeat(), Lot.about(30, 0.3, random))
        : view();
  }

  private Step view() {
    Category of =
        random.nextDouble() < KEEPS_TO_CATEGORY ? category : visitor.tastes().draw(random);
    Item item = catalog.draw(of, random);
    looking = Optional.of(item);
    double interest = 0.6 + visitor.tastes().share(of) + 0.4 * visitor.fit(item);
    double seconds = Lot.about(LOOK_SECONDS * visitor.pace() * interest, 0.6, random);
    return new Step(Interaction.view(item, seconds), seconds);
  }

  private Step buy() {
    Item item = order.remove();
    int quantity = random.nextDouble() < 0.85 ? 1 : random.nextInt(2, 5);
    String number = "o-" + visit.id() + "-" + orders;
    returns.bought(visitor, item, quantity, number, random);
    return new Step(Interaction.order(Action.PURCHASE, item, quantity, number), 0);
  }

  private Step click(Interaction interaction) {
    return new Step(interaction, Lot.about(CLICK_SECONDS * visitor.pace(), 0.5, random));
  }

  /** How likely they are to want what they have looked at; people buy in their own best hours. */
  private double wish(Item item, long now) {
    double mood = 0.5 + visitor.rhythm().at(now);
    double taste = 0.3 + visitor.tastes().share(item.category());
    return Math.min(0.8, CARTS * visitor.buying() * mood * taste * (0.4 + visitor.fit(item)));
  }
}
