package dev.freshet.infra.shop;

import java.util.Locale;

/** What a visitor does: an event's {@code type}. */
enum Action {
  VIEW,
  SEARCH,
  CART,
  REMOVE_FROM_CART,
  PURCHASE,
  RETURN,
  HEARTBEAT;

  /** As events name it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
