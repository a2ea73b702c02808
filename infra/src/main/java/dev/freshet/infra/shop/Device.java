package dev.freshet.infra.shop;

import java.util.Locale;

/** What visitors hold in their hands. */
enum Device {
  PHONE,
  DESKTOP,
  TABLET;

  /** As events name it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
