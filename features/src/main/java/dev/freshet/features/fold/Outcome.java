package dev.freshet.features.fold;

/** What became of an event at an entity. */
public enum Outcome {
  /** It counts, though a {@code where} may have kept it out of every feature. */
  FOLDED,
  /** An event of that id was there before; nothing changed. */
  REPEATED,
  /** It comes when no reader could see it any more; nothing changed. */
  TOO_LATE
}
