package dev.freshet.features.expression;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.freshet.features.expression.closure.Constant;
import dev.freshet.features.expression.closure.Kind;
import dev.freshet.features.expression.closure.Loops;
import dev.freshet.features.expression.closure.Node;
import java.util.List;
import java.util.Optional;

/**
 * The way of the macros {@code exists all exists_one map filter} to closures. The parser has turned
 * them into one general loop with an accumulator; which macro it was shows in the loop's step.
 */
record LoopLowering(Lowering lowering) {

  Optional<Node> lower(CelComprehension loop) {
    Optional<Node> range = lowering.lower(loop.iterRange());
    if (range.isEmpty()) {
      return Optional.empty();
    }
    Optional<Kind> element = elementType(loop).flatMap(Types::kind);
    if (element.isEmpty()) {
      return lowering.refuse(
          loop.iterRange(), "the type of the elements of this list cannot be told");
    }
    return lowering.within(loop.iterVar(), element.get(), local -> lower(loop, range.get(), local));
  }

  private Optional<Node> lower(CelComprehension loop, Node range, int local) {
    List<CelExpr> step = loop.loopStep().call().args();
    if (calls(loop.loopStep(), Operator.LOGICAL_OR)) {
      return lowering.lower(step.get(1)).map(test -> Loops.exists(range, local, test));
    }
    if (calls(loop.loopStep(), Operator.LOGICAL_AND)) {
      return lowering.lower(step.get(1)).map(test -> Loops.all(range, local, test));
    }
    if (calls(loop.loopStep(), Operator.ADD)) {
      return collect(step, Optional.of(Constant.node(true)), range, local);
    }
    Optional<Node> predicate = lowering.lower(step.get(0));
    return loop.accuInit().getKind() == ExprKind.Kind.LIST
        ? collect(step.get(1).call().args(), predicate, range, local)
        : predicate.map(test -> Loops.existsOne(range, local, test));
  }

  /** The step is {@code accumulator + [transform]}. */
  private Optional<Node> collect(
      List<CelExpr> step, Optional<Node> predicate, Node range, int local) {
    Optional<Node> transform = lowering.lower(step.get(1).list().elements().get(0));
    return predicate.flatMap(
        test -> transform.map(value -> Loops.collect(range, local, test, value)));
  }

  private Optional<CelType> elementType(CelComprehension loop) {
    CelType range = lowering.type(loop.iterRange());
    if (range instanceof ListType list) {
      return Optional.of(list.elemType());
    }
    return range instanceof MapType map ? Optional.of(map.keyType()) : Optional.empty();
  }

  private static boolean calls(CelExpr expr, Operator operator) {
    return expr.call().function().equals(operator.getFunction());
  }
}
