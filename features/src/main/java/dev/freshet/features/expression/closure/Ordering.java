package dev.freshet.features.expression.closure;

import dev.freshet.features.type.KeyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * {@code < <= > >=}: numbers as IEEE 754 has it, an integer beside a double as the nearest double,
 * strings by code point, {@code false} before {@code true}.
 */
final class Ordering {

  private Ordering() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    for (Relation relation : Relation.values()) {
      functions.put(relation.id("int64"), call -> relation.ints(call.integer(0), call.integer(1)));
      functions.put(relation.id("double"), call -> relation.doubles(call.real(0), call.real(1)));
      functions.put(
          relation.id("int64_double"),
          call -> relation.doubles(Doubles.widened(call.integer(0)), call.real(1)));
      functions.put(
          relation.id("double_int64"),
          call -> relation.doubles(call.real(0), Doubles.widened(call.integer(1))));
      functions.put(
          relation.id("string"),
          call -> relation.objects(call.text(0), call.text(1), KeyOrder.STRINGS));
      functions.put(
          relation.id("timestamp"),
          call ->
              relation.objects(
                  call.<Instant>object(0), call.<Instant>object(1), Comparator.naturalOrder()));
      functions.put(
          relation.id("duration"),
          call ->
              relation.objects(
                  call.<Duration>object(0), call.<Duration>object(1), Comparator.naturalOrder()));
      functions.put(
          relation.id("bool"), call -> relation.ints(rank(call.bool(0)), rank(call.bool(1))));
    }
  }

  private static Node.OfInt rank(Node.OfBool node) {
    return frame -> node.test(frame) ? 1 : 0;
  }

  private enum Relation {
    LESS("less"),
    LESS_EQUALS("less_equals"),
    GREATER("greater"),
    GREATER_EQUALS("greater_equals");

    private final String prefix;

    Relation(String prefix) {
      this.prefix = prefix;
    }

    String id(String types) {
      return prefix + "_" + types;
    }

    Node.OfBool ints(Node.OfInt left, Node.OfInt right) {
      return switch (this) {
        case LESS -> frame -> left.get(frame) < right.get(frame);
        case LESS_EQUALS -> frame -> left.get(frame) <= right.get(frame);
        case GREATER -> frame -> left.get(frame) > right.get(frame);
        case GREATER_EQUALS -> frame -> left.get(frame) >= right.get(frame);
      };
    }

    Node.OfBool doubles(Node.OfDouble left, Node.OfDouble right) {
      return switch (this) {
        case LESS -> frame -> left.get(frame) < right.get(frame);
        case LESS_EQUALS -> frame -> left.get(frame) <= right.get(frame);
        case GREATER -> frame -> left.get(frame) > right.get(frame);
        case GREATER_EQUALS -> frame -> left.get(frame) >= right.get(frame);
      };
    }

    <T> Node.OfBool objects(
        Node.OfObject<T> left, Node.OfObject<T> right, Comparator<? super T> order) {
      return switch (this) {
        case LESS -> frame -> order.compare(left.get(frame), right.get(frame)) < 0;
        case LESS_EQUALS -> frame -> order.compare(left.get(frame), right.get(frame)) <= 0;
        case GREATER -> frame -> order.compare(left.get(frame), right.get(frame)) > 0;
        case GREATER_EQUALS -> frame -> order.compare(left.get(frame), right.get(frame)) >= 0;
      };
    }
  }
}
