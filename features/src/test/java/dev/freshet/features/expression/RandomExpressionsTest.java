package dev.freshet.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closures give what CEL's own interpreter gives. */
class RandomExpressionsTest {

  private static final int EXPRESSIONS = Integer.getInteger("freshet.test.expressions", 250);
  private static final int EVENTS = 10;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void givesWhatTheInterpreterGives(long seed) {
    RandomExpressions random = new RandomExpressions(seed);
    ExpressionCompiler compiler = new ExpressionCompiler(RandomExpressions.SCOPE);
    Interpreter interpreter =
        new Interpreter(RandomExpressions.SCOPE, Interpreter.Manner.AS_SPECIFIED);
    int values = 0;
    int refused = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = random.expression();
      Compilation compilation = compiler.compile(text);
      if (compilation instanceof Compilation.Refused refusal) {
        assertThat(refusal.faults())
            .as("seed %d: %s", seed, text)
            .allMatch(fault -> fault.message().contains(" is no "));
        refused++;
        continue;
      }
      Expression expression = ((Compilation.Compiled) compilation).expression();
      for (int j = 0; j < EVENTS; j++) {
        Object[] slots = random.slots();
        Object value = expression.evaluate(slots);
        Object expected = atTheBorder(interpreter.evaluate(text, slots));
        assertThat(value).as("seed %d: %s over %s", seed, text, members(slots)).isEqualTo(expected);
        if (value != Expression.FAILED) {
          assertThat(expression.type().admits(value)).as(text).isTrue();
          values++;
        }
      }
    }
    assertThat(values).as("values that are none of FAILED").isGreaterThan(EXPRESSIONS * EVENTS / 3);
    assertThat(refused).as("refused for a constant").isLessThan(EXPRESSIONS / 5);
  }

  private static Object atTheBorder(Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return Expression.FAILED;
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS);
    }
    if (value instanceof List<?> list) {
      List<Object> items = list.stream().map(item -> atTheBorder(item)).toList();
      return items.contains(Expression.FAILED) ? Expression.FAILED : items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(key, atTheBorder(item)));
      return entries.containsValue(Expression.FAILED) ? Expression.FAILED : entries;
    }
    return value;
  }

  private static Map<String, Object> members(Object[] slots) {
    Map<String, Object> members = new LinkedHashMap<>();
    RandomExpressions.SCOPE
        .variables()
        .forEach(
            (variable, types) ->
                types
                    .keySet()
                    .forEach(name -> members.put(variable + "." + name, slots[members.size()])));
    return members;
  }
}
