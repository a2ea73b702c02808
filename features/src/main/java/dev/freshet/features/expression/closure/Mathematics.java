package dev.freshet.features.expression.closure;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The functions of {@code math}. */
final class Mathematics {

  private static final double HALF = 0.5;

  private Mathematics() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("math_abs_double", call -> each(call, Math::abs));
    functions.put("math_ceil_double", call -> each(call, Math::ceil));
    functions.put("math_floor_double", call -> each(call, Math::floor));
    functions.put("math_round_double", call -> each(call, Mathematics::round));
    functions.put("math_trunc_double", call -> each(call, value -> truncate(value) + 0.0));
    functions.put("math_sign_double", call -> each(call, value -> Math.signum(value) + 0.0));
    functions.put("math_sqrt_double", call -> each(call, Math::sqrt));
    functions.put(
        "math_sqrt_int",
        call -> {
          Node.OfDouble operand = Doubles.widened(call.integer(0));
          return (Node.OfDouble) frame -> Math.sqrt(operand.get(frame));
        });
    functions.put("math_abs_int", call -> magnitude(call.integer(0)));
    functions.put("math_sign_int", call -> sign(call.integer(0)));
    for (int count = 2; count <= Extremes.MOST; count++) {
      functions.put(Extremes.LEAST.id("int", count), call -> ofInts(call, -1));
      functions.put(Extremes.LEAST.id("double", count), call -> ofDoubles(call, -1));
      functions.put(Extremes.GREATEST.id("int", count), call -> ofInts(call, 1));
      functions.put(Extremes.GREATEST.id("double", count), call -> ofDoubles(call, 1));
    }
    functions.put(Extremes.LEAST.listId("int"), call -> ofList(call, -1));
    functions.put(Extremes.LEAST.listId("double"), call -> ofList(call, -1));
    functions.put(Extremes.GREATEST.listId("int"), call -> ofList(call, 1));
    functions.put(Extremes.GREATEST.listId("double"), call -> ofList(call, 1));
  }

  private static Node.OfDouble each(Call call, DoubleUnaryOperator operator) {
    Node.OfDouble operand = call.real(0);
    return frame -> operator.applyAsDouble(operand.get(frame));
  }

  /** To the nearest whole number, halves away from zero; never to a negative zero. */
  private static double round(double value) {
    double whole = truncate(value);
    double rounded = Math.abs(value - whole) >= HALF ? whole + Math.signum(value) : whole;
    return rounded + 0.0;
  }

  private static double truncate(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  private static Node.OfInt magnitude(Node.OfInt operand) {
    return frame -> {
      long value = operand.get(frame);
      return value == Long.MIN_VALUE ? frame.fail(0L) : Math.abs(value);
    };
  }

  private static Node.OfInt sign(Node.OfInt operand) {
    return frame -> Long.signum(operand.get(frame));
  }

  private static Node.OfInt ofInts(Call call, int direction) {
    Node.OfInt extreme = call.integer(0);
    for (int i = 1; i < call.size(); i++) {
      Node.OfInt left = extreme;
      Node.OfInt right = call.integer(i);
      extreme =
          direction < 0
              ? frame -> Math.min(left.get(frame), right.get(frame))
              : frame -> Math.max(left.get(frame), right.get(frame));
    }
    return extreme;
  }

  private static Node.OfDouble ofDoubles(Call call, int direction) {
    Node.OfDouble extreme = call.real(0);
    for (int i = 1; i < call.size(); i++) {
      Node.OfDouble left = extreme;
      Node.OfDouble right = call.real(i);
      extreme =
          frame -> {
            double a = left.get(frame);
            double b = right.get(frame);
            return Double.compare(b, a) * direction > 0 ? b : a;
          };
    }
    return extreme;
  }

  private static Node ofList(Call call, int direction) {
    Node.OfObject<List<Comparable<Object>>> list = call.object(0);
    return call.result().unboxed(frame -> extreme(list.get(frame), direction));
  }

  private static Object extreme(List<Comparable<Object>> list, int direction) {
    Comparable<Object> extreme = null;
    for (Comparable<Object> item : list) {
      if (extreme == null || item.compareTo(extreme) * direction > 0) {
        extreme = item;
      }
    }
    return extreme;
  }
}
