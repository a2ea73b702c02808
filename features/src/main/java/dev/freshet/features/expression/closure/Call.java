package dev.freshet.features.expression.closure;

import java.util.List;
import java.util.Optional;

/**
 * A call to be built: its checked arguments (of a call on a value, that value first) and the kind
 * of its result. The checker has made sure of the arguments' types, so the accessors cast.
 *
 * @param kinds of the arguments
 */
record Call(Kind result, List<Node> arguments, List<Kind> kinds) {

  int size() {
    return arguments.size();
  }

  Node node(int i) {
    return arguments.get(i);
  }

  Node.OfBool bool(int i) {
    return (Node.OfBool) node(i);
  }

  Node.OfInt integer(int i) {
    return (Node.OfInt) node(i);
  }

  Node.OfDouble real(int i) {
    return (Node.OfDouble) node(i);
  }

  @SuppressWarnings("unchecked")
  <T> Node.OfObject<T> object(int i) {
    return (Node.OfObject<T>) node(i);
  }

  Node.OfObject<String> text(int i) {
    return object(i);
  }

  /** The argument's value, if it is known already. */
  Optional<Object> constant(int i) {
    return Constant.of(node(i));
  }

  Optional<String> constantText(int i) {
    return constant(i).map(String.class::cast);
  }
}
