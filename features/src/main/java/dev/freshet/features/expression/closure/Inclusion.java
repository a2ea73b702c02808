package dev.freshet.features.expression.closure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code in} a list. A list that is known before any frame is asked by hash or by bisection. */
final class Inclusion {

  private Inclusion() {}

  static Node of(Call call) {
    Optional<List<?>> known = call.constant(1).map(list -> (List<?>) list);
    if (call.node(0) instanceof Node.OfDouble value) {
      return known.isPresent() ? among(value, reals(known.get())) : anywhere(call);
    }
    if (known.isEmpty()) {
      return anywhere(call);
    }
    if (call.node(0) instanceof Node.OfInt value) {
      return among(value, known.get().stream().mapToLong(item -> (Long) item).sorted().toArray());
    }
    return known.get().stream().anyMatch(item -> !(item instanceof String))
        ? anywhere(call)
        : among(call.text(0), new HashSet<>(known.get()));
  }

  private static double[] reals(List<?> items) {
    return items.stream().mapToDouble(item -> (Double) item).toArray();
  }

  private static Node.OfBool among(Node.OfDouble value, double[] items) {
    return frame -> {
      double sought = value.get(frame);
      for (double item : items) {
        if (item == sought) {
          return true;
        }
      }
      return false;
    };
  }

  private static Node.OfBool among(Node.OfInt value, long[] sorted) {
    return frame -> Arrays.binarySearch(sorted, value.get(frame)) >= 0;
  }

  private static Node.OfBool among(Node.OfObject<String> value, Set<?> items) {
    return frame -> items.contains(value.get(frame));
  }

  private static Node.OfBool anywhere(Call call) {
    Node value = call.node(0);
    Node.OfObject<List<Object>> list = call.object(1);
    return frame -> {
      Object sought = value.value(frame);
      for (Object item : list.get(frame)) {
        if (Equality.equal(sought, item)) {
          return true;
        }
      }
      return false;
    };
  }
}
