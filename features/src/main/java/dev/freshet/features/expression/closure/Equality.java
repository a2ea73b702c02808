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
    return switch (call.kinds().get(0)) {
      case LIST, MAP -> frame -> equal(left.get(frame), right.get(frame));
      case STRING -> equalTexts(call);
      default -> frame -> left.get(frame).equals(right.get(frame));
    };
  }

  private static Node.OfBool equalTexts(Call call) {
    Node.OfObject<String> left = call.text(0);
    Node.OfObject<String> right = call.text(1);
    if (call.constant(0).isPresent()) {
      return equalsConstant(right, call.constantText(0).get());
    }
    return call.constantText(1)
        .map(constant -> equalsConstant(left, constant))
        .orElseGet(() -> frame -> left.get(frame).equals(right.get(frame)));
  }

  private static Node.OfBool equalsConstant(Node.OfObject<String> node, String constant) {
    return frame -> constant.equals(node.get(frame));
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
