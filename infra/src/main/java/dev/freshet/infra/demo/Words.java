package dev.freshet.infra.demo;

import java.util.Locale;

/** Names of the code as people say them. */
final class Words {

  private Words() {}

  /** {@code TOO_DEEP} as {@code too deep}. */
  static String of(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
