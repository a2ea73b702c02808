package dev.freshet.features.expression.closure;

/** Reading what a frame holds: slots, and the elements that loops are at. */
public final class Member {

  private Member() {}

  /** The value in the slot; fails where there is none. */
  public static Node read(Kind kind, int slot) {
    return kind.unboxed(frame -> frame.slots[slot]);
  }

  /** Whether the slot holds a value. */
  public static Node has(int slot) {
    return (Node.OfBool) frame -> frame.slots[slot] != null;
  }

  /** The element that a loop is at. */
  public static Node element(Kind kind, int local) {
    return kind.unboxed(frame -> frame.locals[local]);
  }
}
