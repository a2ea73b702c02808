package dev.freshet.infra.shop;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a visitor does, wherever and whenever.
 *
 * @param quantity 0 where there is none
 * @param order the order that an item is bought or returned with
 * @param query what is searched for
 * @param dwellSeconds how long a page was looked at
 * @param landing whether it is the first of its session
 */
record Interaction(
    Action action,
    Optional<Item> item,
    int quantity,
    Optional<String> order,
    Optional<String> query,
    OptionalDouble dwellSeconds,
    boolean landing) {

  static Interaction heartbeat() {
    return new Interaction(
        Action.HEARTBEAT,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        false);
  }

  static Interaction search(String query) {
    return new Interaction(
        Action.SEARCH,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.of(query),
        OptionalDouble.empty(),
        false);
  }

  static Interaction view(Item item, double dwellSeconds) {
    return new Interaction(
        Action.VIEW,
        Optional.of(item),
        0,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.of(dwellSeconds),
        false);
  }

  /** Into the cart, or out of it. */
  static Interaction cart(Action action, Item item, int quantity) {
    return new Interaction(
        action,
        Optional.of(item),
        quantity,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        false);
  }

  /** A purchase, or the return of one. */
  static Interaction order(Action action, Item item, int quantity, String order) {
    return new Interaction(
        action,
        Optional.of(item),
        quantity,
        Optional.of(order),
        Optional.empty(),
        OptionalDouble.empty(),
        false);
  }

  /** The same as the first of its session. */
  Interaction asLanding() {
    return new Interaction(action, item, quantity, order, query, dwellSeconds, true);
  }

  /** Of the page on which it is done. */
  String path() {
    return switch (action) {
      case VIEW -> "/items/" + item.map(Item::id).orElse("");
      case SEARCH -> "/search?q=" + URLEncoder.encode(query.orElse(""), StandardCharsets.UTF_8);
      case CART, REMOVE_FROM_CART -> "/cart";
      case PURCHASE -> "/checkout";
      case RETURN -> "/returns";
      case HEARTBEAT -> "/";
    };
  }
}
