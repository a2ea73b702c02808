package dev.freshet.features.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.freshet.features.expression.closure.Constant;
import dev.freshet.features.expression.closure.Containers;
import dev.freshet.features.expression.closure.Functions;
import dev.freshet.features.expression.closure.Kind;
import dev.freshet.features.expression.closure.Member;
import dev.freshet.features.expression.closure.Node;
import dev.freshet.features.expression.closure.RefusedException;
import dev.freshet.features.expression.closure.Tables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The way of one checked syntax tree to closures. What has no closure is a fault; the rest of the
 * tree is looked at all the same. Used by one thread, once.
 */
final class Lowering {

  private static final Set<Kind> KEYS = EnumSet.of(Kind.STRING, Kind.INT, Kind.BOOL);

  private final Scope scope;
  private final CelAbstractSyntaxTree ast;
  private final Faults faults;
  private final Map<String, Element> elements = new HashMap<>();
  private final Set<Integer> reads = new TreeSet<>();
  private final Set<String> tables = new TreeSet<>();
  private int locals;
  private int depth;

  Lowering(Scope scope, CelAbstractSyntaxTree ast, Faults faults) {
    this.scope = scope;
    this.ast = ast;
    this.faults = faults;
  }

  /** The whole tree; empty, with a fault, if it cannot be compiled. */
  Optional<Node> lower() {
    return lower(ast.getExpr());
  }

  /** The slots that the tree reads, known when it is lowered. */
  Set<Integer> reads() {
    return Collections.unmodifiableSet(reads);
  }

  /** The tables that its functions look things up in, known when it is lowered. */
  Set<String> tables() {
    return Collections.unmodifiableSet(tables);
  }

  /** How many locals its frames need, known when it is lowered. */
  int locals() {
    return locals;
  }

  Optional<Node> lower(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr);
      case IDENT -> identifier(expr);
      case SELECT -> select(expr, expr.select());
      case CALL -> call(expr);
      case LIST -> list(expr, expr.list());
      case MAP -> map(expr, expr.map());
      case COMPREHENSION -> new LoopLowering(this).lower(expr.comprehension());
      default -> refuse(expr, "this is not supported");
    };
  }

  /** Lowers with a name that stands for what a loop is at; the callback gets its local. */
  Optional<Node> within(String name, Kind kind, ElementUser user) {
    int local = depth++;
    locals = Math.max(locals, depth);
    Element shadowed = elements.put(name, new Element(kind, local));
    Optional<Node> lowered = user.lower(local);
    elements.computeIfPresent(name, (same, element) -> shadowed);
    depth--;
    return lowered;
  }

  CelType type(CelExpr expr) {
    return ast.getTypeOrThrow(expr.id());
  }

  Optional<Node> refuse(CelExpr expr, String message) {
    faults.addAt(expr, message);
    return Optional.empty();
  }

  private Optional<Node> constant(CelExpr expr) {
    CelConstant constant = expr.constant();
    if (constant.getKind() == CelConstant.Kind.DOUBLE_VALUE
        && Double.isInfinite(constant.doubleValue())) {
      return refuse(expr, "this number is beyond the range of double");
    }
    return Optional.of(
        Constant.node(
            switch (constant.getKind()) {
              case BOOLEAN_VALUE -> constant.booleanValue();
              case INT64_VALUE -> constant.int64Value();
              case DOUBLE_VALUE -> constant.doubleValue();
              case STRING_VALUE -> constant.stringValue();
              default -> throw new IllegalStateException("let through: " + constant);
            }));
  }

  private Optional<Node> identifier(CelExpr expr) {
    String name = expr.ident().name();
    Element element = elements.get(name);
    if (element != null) {
      return Optional.of(Member.element(element.kind(), element.local()));
    }
    Map<String, ?> members = scope.variables().get(name);
    return refuse(
        expr,
        members == null
            ? name + " is a type, and no value"
            : name + " as a whole is no value; read a member" + Hints.example(name, members));
  }

  private Optional<Node> select(CelExpr expr, CelExpr.CelSelect select) {
    Optional<String> variable = variable(select.operand());
    if (variable.isPresent()) {
      int slot = scope.slot(variable.get(), select.field()).orElseThrow();
      reads.add(slot);
      return select.testOnly()
          ? Optional.of(Member.has(slot))
          : kind(expr).map(kind -> Member.read(kind, slot));
    }
    Optional<Answer> answer = answer(select.operand());
    if (answer.isPresent()) {
      Optional<Node> member = call(expr, select.operand(), "." + select.field());
      return select.testOnly() ? member.map(Member::has) : member;
    }
    Optional<Node> operand = lower(select.operand());
    if (select.testOnly()) {
      return operand.map(map -> Containers.hasEntry(map, select.field()));
    }
    return operand.flatMap(
        map -> kind(expr).map(kind -> Containers.entry(kind, map, select.field())));
  }

  private Optional<String> variable(CelExpr operand) {
    return operand.getKind() == CelExpr.ExprKind.Kind.IDENT
            && !elements.containsKey(operand.ident().name())
        ? Optional.of(operand.ident().name())
        : Optional.empty();
  }

  /** What the call itself, and nothing around it, gives that has members. */
  private Optional<Answer> answer(CelExpr operand) {
    return operand.getKind() == CelExpr.ExprKind.Kind.CALL
        ? Answer.ofFunction(operand.call().function())
        : Optional.empty();
  }

  private Optional<Node> call(CelExpr expr) {
    Optional<Answer> answer = Answer.of(type(expr));
    return answer.isPresent() ? refuse(expr, answer.get().noValue()) : call(expr, expr, "");
  }

  /**
   * A call, or a member of what it gives.
   *
   * @param whole the call with the member
   * @param member what is added to the overload's id
   */
  private Optional<Node> call(CelExpr whole, CelExpr expr, String member) {
    CelExpr.CelCall call = expr.call();
    List<CelExpr> arguments = new ArrayList<>();
    call.target().ifPresent(arguments::add);
    arguments.addAll(call.args());
    Optional<List<Node>> nodes = lowerAll(arguments);
    Optional<Kind> kind = nodes.isPresent() ? kind(whole) : Optional.empty();
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    List<Kind> kinds =
        arguments.stream().flatMap(argument -> Types.kind(type(argument)).stream()).toList();
    List<String> overloads = ast.getReferenceOrThrow(expr.id()).overloadIds();
    try {
      overloads.forEach(overload -> Tables.of(overload).ifPresent(tables::add));
      Optional<Node> node =
          overloads.size() == 1
              ? Functions.call(overloads.get(0) + member, kind.get(), nodes.get(), kinds)
              : Optional.empty();
      return node.isPresent() ? node : refuse(expr, Hints.unsupported(call.function()));
    } catch (RefusedException refused) {
      return refuse(blamed(expr, arguments, nodes.get()), refused.getMessage());
    }
  }

  /** The last constant: what is looked into comes before that by which it is looked into. */
  private static CelExpr blamed(CelExpr call, List<CelExpr> arguments, List<Node> nodes) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (Constant.of(nodes.get(i)).isPresent()) {
        return arguments.get(i);
      }
    }
    return call;
  }

  private Optional<Node> list(CelExpr expr, CelExpr.CelList list) {
    CelType type = type(expr);
    if (type instanceof ListType listType
        && !list.elements().isEmpty()
        && Types.kind(listType.elemType()).isEmpty()
        && Answer.of(listType.elemType()).isEmpty()) {
      return refuse(expr, "the items of a list must be of one type; " + Hints.ONE_TYPE);
    }
    return lowerAll(list.elements()).map(Containers::list);
  }

  private Optional<Node> map(CelExpr expr, CelExpr.CelMap map) {
    if (type(expr) instanceof MapType mapType && !map.entries().isEmpty()) {
      Optional<Kind> key = Types.kind(mapType.keyType());
      if (key.filter(KEYS::contains).isEmpty()) {
        return refuse(expr, "the keys of a map must all be string, all int or all bool");
      }
      if (Types.kind(mapType.valueType()).isEmpty() && Answer.of(mapType.valueType()).isEmpty()) {
        return refuse(expr, "the values of a map must be of one type; " + Hints.ONE_TYPE);
      }
    }
    Optional<List<Node>> keys =
        lowerAll(map.entries().stream().map(CelExpr.CelMap.Entry::key).toList());
    Optional<List<Node>> values =
        lowerAll(map.entries().stream().map(CelExpr.CelMap.Entry::value).toList());
    return keys.flatMap(all -> values.map(those -> Containers.map(all, those)));
  }

  private Optional<List<Node>> lowerAll(List<CelExpr> exprs) {
    List<Node> nodes = new ArrayList<>();
    for (CelExpr expr : exprs) {
      lower(expr).ifPresent(nodes::add);
    }
    return nodes.size() == exprs.size() ? Optional.of(nodes) : Optional.empty();
  }

  private Optional<Kind> kind(CelExpr expr) {
    Optional<Kind> kind = Types.kind(type(expr));
    if (kind.isEmpty()) {
      faults.addAt(
          expr, "the type of this cannot be told; convert with int(), double() or string()");
    }
    return kind;
  }

  /** What a name within a loop stands for. */
  private record Element(Kind kind, int local) {}

  /** Lowers the parts of a loop that name its element. */
  @FunctionalInterface
  interface ElementUser {
    Optional<Node> lower(int local);
  }
}
