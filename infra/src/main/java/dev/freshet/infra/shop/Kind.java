package dev.freshet.infra.shop;

/** What the shop knows of a record that it sends. */
public enum Kind {
  /** An event, sent as it happened. */
  ON_TIME(Fate.FOLDED),
  /** An event that a device kept for up to ten minutes, for want of a network. */
  LATE(Fate.FOLDED),
  /** An event with fields of another type than declared, none of them a join key. */
  MISTYPED(Fate.FOLDED),
  /** A record once more, to the byte, within half a minute. */
  REPEATED(Fate.REPEATED),
  /** An event of nobody with nothing: without a user and an item that are text. */
  UNKEYED(Fate.UNKEYED),
  /** Not one JSON object. */
  NOT_JSON(Fate.DEAD_LETTERED),
  /** Without a time that can be read. */
  NO_TIME(Fate.DEAD_LETTERED),
  /** With a byte that is not UTF-8. */
  INVALID_UTF8(Fate.DEAD_LETTERED),
  /** Nested deeper than 64. */
  TOO_DEEP(Fate.DEAD_LETTERED),
  /** From a clock that is an hour or more ahead. */
  TOO_FAR_AHEAD(Fate.DEAD_LETTERED),
  /** Over 1 MiB. */
  TOO_LARGE(Fate.DEAD_LETTERED);

  private final Fate fate;

  Kind(Fate fate) {
    this.fate = fate;
  }

  /** What becomes of such a record. */
  public Fate fate() {
    return fate;
  }
}
