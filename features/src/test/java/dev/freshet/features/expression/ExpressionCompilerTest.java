package dev.freshet.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCompilerTest {

  private static final Map<String, ValueType> FIELDS = fields();
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(Scope.ofEvent(FIELDS));

  private static Map<String, ValueType> fields() {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put("price", Scalar.DOUBLE);
    fields.put("quantity", Scalar.INT64);
    fields.put("type", Scalar.STRING);
    fields.put("ts", Scalar.TIMESTAMP);
    fields.put("tags", new ListType(Scalar.STRING));
    return fields;
  }

  private static Object[] slots(Object price, Object quantity, Object type) {
    return new Object[] {
      price, quantity, type, Instant.parse("2026-11-22T12:00:00.123Z"), List.of("new", "sale")
    };
  }

  private static Expression compile(String text) {
    return compile(COMPILER, text);
  }

  private static Expression compile(ExpressionCompiler compiler, String text) {
    Compilation compilation = compiler.compile(text);
    assertThat(compilation).as(text).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).expression();
  }

  @Test
  void compilesAnExpressionAndEvaluatesItOverTheMembersOfAnEvent() {
    Expression spend = compile("event.price * double(event.quantity)");

    assertThat(spend.type()).isEqualTo(Scalar.DOUBLE);
    assertThat(spend.evaluate(slots(2.5, 4L, "purchase"))).isEqualTo(10.0);
    assertThat(spend.evaluate(slots(2.5, null, "view"))).isEqualTo(Expression.FAILED);
  }

  @Test
  void keepsTheTextAndSaysWhichSlotsItReads() {
    Expression expression = compile("has(event.type) && event.price > 10");

    assertThat(expression.text()).isEqualTo("has(event.type) && event.price > 10");
    assertThat(expression.reads()).containsExactly(0, 2);
  }

  @Test
  void numbersSlotsThroughAllVariablesInTheOrderOfDeclaration() {
    Map<String, Map<String, ValueType>> variables = new LinkedHashMap<>();
    variables.put("context", Map.of("hour", Scalar.INT64));
    variables.put("user_activity", Map.of("views_1h", Scalar.INT64));
    ExpressionCompiler compiler = new ExpressionCompiler(new Scope(variables));

    Expression sum = compile(compiler, "context.hour * 100 + user_activity.views_1h");

    assertThat(sum.evaluate(new Object[] {7L, 3L})).isEqualTo(703L);
    assertThat(sum.reads()).containsExactly(0, 1);
  }

  @Test
  void readsAMemberNamedLikeAKeywordOrLikeItsVariable() {
    ExpressionCompiler compiler =
        new ExpressionCompiler(
            Scope.ofEvent(Map.of("in", Scalar.INT64, "event", Scalar.INT64, "int", Scalar.INT64)));

    assertThat(compile(compiler, "event.`in` + event.event + event.int").reads())
        .containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.price > 1.0",
        "event.quantity / 0 == 1",
        "event.quantity % 0 == 1",
        "9223372036854775807 + event.quantity == 1",
        "int(1e300 * double(event.quantity)) == 1",
        "int(event.type) == 1",
        "event.tags[7] == \"new\"",
        "{\"a\": true}[event.type]",
        "event.ts.getHours(event.type) == 1",
        "event.type.matches(event.type + \"(\")",
        "timestamp(event.type) < event.ts"
      })
  void failsWithoutAnException(String text) {
    assertThat(compile(text).evaluate(slots(null, 1L, "view"))).isEqualTo(Expression.FAILED);
  }

  @Test
  void forgivesAFailureWhereTheOtherOperandDecides() {
    Object[] slots = slots(null, 1L, "view");

    assertThat(compile("event.price > 1.0 || event.quantity == 1").evaluate(slots)).isEqualTo(true);
    assertThat(compile("event.quantity == 1 || event.price > 1.0").evaluate(slots)).isEqualTo(true);
    assertThat(compile("event.price > 1.0 && event.quantity == 2").evaluate(slots))
        .isEqualTo(false);
    assertThat(compile("event.price > 1.0 || event.quantity == 2").evaluate(slots))
        .isEqualTo(Expression.FAILED);
    assertThat(
            compile("event.quantity + int(event.price) > 0 && (event.price > 1.0 || true)")
                .evaluate(slots))
        .isEqualTo(Expression.FAILED);
  }

  @Test
  void letsNoNumberOutThatIsNotFinite() {
    Object[] slots = slots(0.0, 1L, "view");

    assertThat(compile("1.0 / event.price").evaluate(slots)).isEqualTo(Expression.FAILED);
    assertThat(compile("event.price / event.price").evaluate(slots)).isEqualTo(Expression.FAILED);
    assertThat(compile("[1.0, 1.0 / event.price]").evaluate(slots)).isEqualTo(Expression.FAILED);
    assertThat(compile("{\"a\": 1.0 / event.price}").evaluate(slots)).isEqualTo(Expression.FAILED);
    assertThat(compile("1.0 / event.price > 5").evaluate(slots)).isEqualTo(true);
  }

  @Test
  void cutsTimesToMilliseconds() {
    assertThat(compile("event.ts + duration(\"1ns\")").evaluate(slots(1.0, 1L, "view")))
        .isEqualTo(Instant.parse("2026-11-22T12:00:00.123Z"));
    assertThat(compile("[event.ts - duration(\"1ns\")]").evaluate(slots(1.0, 1L, "view")))
        .isEqualTo(List.of(Instant.parse("2026-11-22T12:00:00.122Z")));
  }

  @Test
  void evaluatesOneExpressionInManyThreads() {
    Expression nested =
        compile("event.tags.exists(t, event.tags.exists(u, t + u == event.type + event.type))");
    List<Object> values =
        IntStream.range(0, 20_000)
            .parallel()
            .mapToObj(i -> nested.evaluate(slots(1.0, 1L, i % 2 == 0 ? "sale" : "view")))
            .toList();

    for (int i = 0; i < values.size(); i++) {
      assertThat(values.get(i)).isEqualTo(i % 2 == 0);
    }
  }
}
