package dev.freshet.features.fold;

/** How far ahead a row is written. */
public enum Reach {
  /** Ten minutes: for an entity that is busy, whose row will soon be written again anyway. */
  NEAR,
  /** All of it, as far as the budget goes. */
  FULL
}
