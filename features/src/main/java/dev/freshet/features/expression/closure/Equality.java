package dev.freshet.features.expression.closure;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code ==} and {@code !=}: numbers as IEEE 754 has it, lists and maps by what they hold. */
final class Equality {

  private Equality() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("equals", Equality::equal);
    functions.put(
        "not_equals",
        call -> {
          Node.OfBool equal = equal(call);
          return (Node.OfBool) frame -> !equal.test(frame);
        });
  }

  private static Node.OfBool equal(Call call) {
    if (call.node(0) instanceof Node.OfInt left) {
      Node.OfInt right = call.integer(1);
      return frame -> left.get(frame) == right.get(frame);
    }
    if (call.node(0) instanceof Node.OfDouble left) {
      Node.OfDouble right = call.real(1);
      return frame -> left.get(frame) == right.get(frame);
    }
    if (call.node(0) instanceof Node.OfBool left) {
      Node.OfBool right = call.bool(1);
      return frame -> left.test(frame) == right.test(frame);
    }
    Node.OfObject<Object> left = call.object(0);
    Node.OfObject<Object> right = call.object(1);
    return frame -> equal(left.get(frame), right.get(frame));
  }

  /** Values of one type. */
  static boolean equal(Object left, Object right) {
    if (left instanceof Double number) {
      return right instanceof Double other && number.doubleValue() == other.doubleValue();
    }
    if (left instanceof List<?> list) {
      return right instanceof List<?> other && equalLists(list, other);
    }
    if (left instanceof Map<?, ?> map) {
      return right instanceof Map<?, ?> other && equalMaps(map, other);
    }
    return left.equals(right);
  }

  private static boolean equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object item : left) {
      if (!equal(item, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object other = right.get(entry.getKey());
      if (other == null || !equal(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }
}
