package dev.freshet.infra.shop;

/** What becomes of a record, once counted. */
public enum Fate {
  /** It counts at its first entity. */
  FOLDED,
  /** Its id was there before. */
  REPEATED,
  /** It comes when no reader could see it any more. The shop sends none. */
  TOO_LATE,
  /** It has no join key of any entity. */
  UNKEYED,
  /** It is no event. */
  DEAD_LETTERED
}
