package dev.freshet.features.expression.closure;

/** Reading what a frame holds: slots, and the elements that loops are at. */
public final class Member {

  private Member() {}

  /** The value in the slot; fails where there is none. */
  public static Node read(Kind kind, int slot) {
    return switch (kind) {
      case BOOL -> new OfBool(slot);
      case INT -> new OfInt(slot);
      case DOUBLE -> new OfDouble(slot);
      default -> new OfObject(slot, kind.neutral());
    };
  }

  /** Whether the slot holds a value. */
  public static Node has(int slot) {
    return (Node.OfBool) frame -> frame.slots[slot] != null;
  }

  /** Whether there is a member that is always there: it fails where what has it does. */
  public static Node has(Node member) {
    return (Node.OfBool)
        frame -> {
          member.value(frame);
          return true;
        };
  }

  /** The element that a loop is at. */
  public static Node element(Kind kind, int local) {
    return kind.unboxed(frame -> frame.locals[local]);
  }

  private static Object valueOrFail(Frame frame, int slot, Object neutral) {
    Object value = frame.slots[slot];
    return value == null ? frame.fail(neutral) : value;
  }

  private record OfBool(int slot) implements Node.OfBool {
    @Override
    public boolean test(Frame frame) {
      Object value = frame.slots[slot];
      return value == null ? frame.fail(false) : (Boolean) value;
    }
  }

  private record OfInt(int slot) implements Node.OfInt {
    @Override
    public long get(Frame frame) {
      Object value = frame.slots[slot];
      return value == null ? frame.fail(0L) : (Long) value;
    }

    /** As it is, not boxed anew. */
    @Override
    public Object value(Frame frame) {
      return valueOrFail(frame, slot, 0L);
    }
  }

  private record OfDouble(int slot) implements Node.OfDouble {
    @Override
    public double get(Frame frame) {
      Object value = frame.slots[slot];
      return value == null ? frame.fail(0.0) : (Double) value;
    }

    /** As it is, not boxed anew. */
    @Override
    public Object value(Frame frame) {
      return valueOrFail(frame, slot, 0.0);
    }
  }

  private record OfObject(int slot, Object neutral) implements Node.OfObject<Object> {
    @Override
    public Object get(Frame frame) {
      return valueOrFail(frame, slot, neutral);
    }
  }
}
