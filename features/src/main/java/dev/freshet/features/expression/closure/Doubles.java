package dev.freshet.features.expression.closure;

import java.util.Map;

/** Arithmetic of {@code double}, as IEEE 754 has it: nothing here fails. */
final class Doubles {

  private Doubles() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("add_double", call -> sum(call.real(0), call.real(1)));
    functions.put("subtract_double", call -> difference(call.real(0), call.real(1)));
    functions.put("multiply_double", call -> product(call.real(0), call.real(1)));
    functions.put("divide_double", call -> quotient(call.real(0), call.real(1)));
    functions.put("negate_double", call -> negative(call.real(0)));
  }

  /** The integers as the doubles nearest to them. */
  static Node.OfDouble widened(Node.OfInt operand) {
    return frame -> (double) operand.get(frame);
  }

  private static Node.OfDouble sum(Node.OfDouble left, Node.OfDouble right) {
    return frame -> left.get(frame) + right.get(frame);
  }

  private static Node.OfDouble difference(Node.OfDouble left, Node.OfDouble right) {
    return frame -> left.get(frame) - right.get(frame);
  }

  private static Node.OfDouble product(Node.OfDouble left, Node.OfDouble right) {
    return frame -> left.get(frame) * right.get(frame);
  }

  private static Node.OfDouble quotient(Node.OfDouble left, Node.OfDouble right) {
    return frame -> left.get(frame) / right.get(frame);
  }

  private static Node.OfDouble negative(Node.OfDouble operand) {
    return frame -> -operand.get(frame);
  }
}
