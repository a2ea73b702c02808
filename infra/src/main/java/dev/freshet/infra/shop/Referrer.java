package dev.freshet.infra.shop;

import java.util.Locale;

/** Where a session came from. */
enum Referrer {
  DIRECT,
  SEARCH,
  SOCIAL,
  EMAIL,
  AD;

  /** As events name it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
