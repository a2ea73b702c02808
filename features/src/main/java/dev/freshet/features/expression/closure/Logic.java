package dev.freshet.features.expression.closure;

import java.util.Map;

/**
 * {@code && || !} and {@code ? :}. An operand that decides the answer by itself forgives a failure
 * of the other, on whichever side it stands.
 */
final class Logic {

  private Logic() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("logical_and", call -> and(call.bool(0), call.bool(1)));
    functions.put("logical_or", call -> or(call.bool(0), call.bool(1)));
    functions.put("logical_not", call -> not(call.bool(0)));
    functions.put("conditional", Logic::conditional);
  }

  private static Node.OfBool and(Node.OfBool left, Node.OfBool right) {
    return frame -> decide(frame, left, right, false);
  }

  private static Node.OfBool or(Node.OfBool left, Node.OfBool right) {
    return frame -> decide(frame, left, right, true);
  }

  private static boolean decide(
      Frame frame, Node.OfBool left, Node.OfBool right, boolean deciding) {
    if (frame.failed) {
      return deciding;
    }
    boolean first = left.test(frame);
    if (!frame.failed) {
      return first == deciding ? deciding : right.test(frame);
    }
    frame.failed = false;
    boolean second = right.test(frame);
    if (second != deciding) {
      frame.failed = true;
    }
    return deciding;
  }

  private static Node.OfBool not(Node.OfBool operand) {
    return frame -> !operand.test(frame);
  }

  private static Node conditional(Call call) {
    Node.OfBool condition = call.bool(0);
    return switch (call.result()) {
      case BOOL -> bools(condition, call.bool(1), call.bool(2));
      case INT -> ints(condition, call.integer(1), call.integer(2));
      case DOUBLE -> doubles(condition, call.real(1), call.real(2));
      default -> objects(condition, call.object(1), call.object(2), call.result().neutral());
    };
  }

  private static Node.OfBool bools(Node.OfBool condition, Node.OfBool yes, Node.OfBool no) {
    return frame -> {
      boolean chosen = condition.test(frame);
      return !frame.failed && (chosen ? yes : no).test(frame);
    };
  }

  private static Node.OfInt ints(Node.OfBool condition, Node.OfInt yes, Node.OfInt no) {
    return frame -> {
      boolean chosen = condition.test(frame);
      return frame.failed ? 0 : (chosen ? yes : no).get(frame);
    };
  }

  private static Node.OfDouble doubles(Node.OfBool condition, Node.OfDouble yes, Node.OfDouble no) {
    return frame -> {
      boolean chosen = condition.test(frame);
      return frame.failed ? 0 : (chosen ? yes : no).get(frame);
    };
  }

  private static Node.OfObject<Object> objects(
      Node.OfBool condition, Node.OfObject<?> yes, Node.OfObject<?> no, Object neutral) {
    return frame -> {
      boolean chosen = condition.test(frame);
      return frame.failed ? neutral : (chosen ? yes : no).get(frame);
    };
  }
}
