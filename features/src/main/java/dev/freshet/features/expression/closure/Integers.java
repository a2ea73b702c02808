package dev.freshet.features.expression.closure;

import java.util.Map;

/** Arithmetic of {@code int}: 64 bits, failing where the result has no room in them. */
final class Integers {

  private Integers() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("add_int64", call -> sum(call.integer(0), call.integer(1)));
    functions.put("subtract_int64", call -> difference(call.integer(0), call.integer(1)));
    functions.put("multiply_int64", call -> product(call.integer(0), call.integer(1)));
    functions.put("divide_int64", call -> quotient(call.integer(0), call.integer(1)));
    functions.put("modulo_int64", call -> remainder(call.integer(0), call.integer(1)));
    functions.put("negate_int64", call -> negative(call.integer(0)));
  }

  private static Node.OfInt sum(Node.OfInt left, Node.OfInt right) {
    return frame -> {
      long a = left.get(frame);
      long b = right.get(frame);
      long sum = a + b;
      return ((a ^ sum) & (b ^ sum)) < 0 ? frame.fail(0L) : sum;
    };
  }

  private static Node.OfInt difference(Node.OfInt left, Node.OfInt right) {
    return frame -> {
      long a = left.get(frame);
      long b = right.get(frame);
      long difference = a - b;
      return ((a ^ b) & (a ^ difference)) < 0 ? frame.fail(0L) : difference;
    };
  }

  private static Node.OfInt product(Node.OfInt left, Node.OfInt right) {
    return frame -> {
      long a = left.get(frame);
      long b = right.get(frame);
      long low = a * b;
      return Math.multiplyHigh(a, b) == low >> 63 ? low : frame.fail(0L);
    };
  }

  private static Node.OfInt quotient(Node.OfInt left, Node.OfInt right) {
    return frame -> {
      long a = left.get(frame);
      long b = right.get(frame);
      return b == 0 || (a == Long.MIN_VALUE && b == -1) ? frame.fail(0L) : a / b;
    };
  }

  private static Node.OfInt remainder(Node.OfInt left, Node.OfInt right) {
    return frame -> {
      long a = left.get(frame);
      long b = right.get(frame);
      return b == 0 ? frame.fail(0L) : a % b;
    };
  }

  private static Node.OfInt negative(Node.OfInt operand) {
    return frame -> {
      long value = operand.get(frame);
      return value == Long.MIN_VALUE ? frame.fail(0L) : -value;
    };
  }
}
