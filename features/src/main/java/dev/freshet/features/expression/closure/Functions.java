package dev.freshet.features.expression.closure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every function and operator that can be compiled, by the id that CEL gives its overload. */
public final class Functions {

  private static final Map<String, Builder> BY_OVERLOAD = new HashMap<>();

  static {
    Logic.addTo(BY_OVERLOAD);
    Equality.addTo(BY_OVERLOAD);
    Ordering.addTo(BY_OVERLOAD);
    Integers.addTo(BY_OVERLOAD);
    Doubles.addTo(BY_OVERLOAD);
    Mathematics.addTo(BY_OVERLOAD);
    Texts.addTo(BY_OVERLOAD);
    Positions.addTo(BY_OVERLOAD);
    Patterns.addTo(BY_OVERLOAD);
    Times.addTo(BY_OVERLOAD);
    Calendar.addTo(BY_OVERLOAD);
    Conversions.addTo(BY_OVERLOAD);
    Containers.addTo(BY_OVERLOAD);
    Visits.addTo(BY_OVERLOAD);
    Days.addTo(BY_OVERLOAD);
    Places.addTo(BY_OVERLOAD);
  }

  private Functions() {}

  /**
   * The call as a node, already evaluated if all of its arguments are constants. Empty if there is
   * no such function.
   *
   * @param arguments of a call on a value, that value first
   * @param kinds of the arguments
   */
  public static Optional<Node> call(
      String overload, Kind result, List<Node> arguments, List<Kind> kinds)
      throws RefusedException {
    Builder builder = BY_OVERLOAD.get(overload);
    return builder == null
        ? Optional.empty()
        : Optional.of(folded(builder.build(new Call(result, arguments, kinds)), arguments));
  }

  /** The node's value if it depends on constants only and does not fail, else the node. */
  static Node folded(Node node, List<Node> parts) {
    if (!parts.stream().allMatch(Constant.class::isInstance)) {
      return node;
    }
    Frame frame = new Frame(new Object[0], 0);
    Object value = node.value(frame);
    return frame.failed ? node : Constant.node(value);
  }

  /** Makes the closure of one overload. */
  @FunctionalInterface
  interface Builder {
    Node build(Call call) throws RefusedException;
  }
}
