package dev.freshet.features.expression;

import dev.freshet.features.expression.closure.Frame;
import dev.freshet.features.expression.closure.Node;
import dev.freshet.features.type.ValueType;
import java.util.Set;

/** An expression as closures. */
final class CompiledExpression implements Expression {

  private final String text;
  private final ValueType type;
  private final Set<Integer> reads;
  private final Set<String> tables;
  private final Node node;
  private final int locals;
  private final Border border;

  CompiledExpression(
      String text, ValueType type, Set<Integer> reads, Set<String> tables, Node node, int locals) {
    this.text = text;
    this.type = type;
    this.reads = reads;
    this.tables = tables;
    this.node = node;
    this.locals = locals;
    this.border = Border.of(type);
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public ValueType type() {
    return type;
  }

  @Override
  public Set<Integer> reads() {
    return reads;
  }

  @Override
  public Set<String> tables() {
    return tables;
  }

  @Override
  public Object evaluate(Object[] slots) {
    Frame frame = new Frame(slots, locals);
    Object value = node.value(frame);
    return frame.failed() ? FAILED : border.pass(value);
  }

  @Override
  public String toString() {
    return text;
  }
}
