package dev.freshet.features.expression.closure;

/**
 * One evaluation: the slots it reads, the elements its loops are at, and whether it has failed.
 * Used by one thread, once.
 */
public final class Frame {

  private static final Object[] NONE = {};

  final Object[] slots;
  final Object[] locals;
  boolean failed;

  /**
   * @param slots {@code null} where there is no value; not copied, not changed
   * @param locals how many loops stand inside one another
   */
  public Frame(Object[] slots, int locals) {
    this.slots = slots;
    this.locals = locals == 0 ? NONE : new Object[locals];
  }

  /** Whether what was evaluated has no value. */
  public boolean failed() {
    return failed;
  }

  boolean fail(boolean neutral) {
    failed = true;
    return neutral;
  }

  long fail(long neutral) {
    failed = true;
    return neutral;
  }

  double fail(double neutral) {
    failed = true;
    return neutral;
  }

  <T> T fail(T neutral) {
    failed = true;
    return neutral;
  }
}
