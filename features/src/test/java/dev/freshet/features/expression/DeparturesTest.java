package dev.freshet.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import dev.freshet.features.type.Scalar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where expressions are not what CEL's interpreter for Java makes of them. Each is so of necessity:
 * when the interpreter comes to give the same, its line here fails and goes, and {@link Departures}
 * loses one.
 */
class DeparturesTest {

  private static final Scope SCOPE = Scope.ofEvent(Map.of("zero", Scalar.DOUBLE));
  private static final Interpreter INTERPRETER =
      new Interpreter(SCOPE, Interpreter.Manner.AS_IT_IS);
  private static final Object[] SLOTS = {-0.0};

  private static Object evaluate(String text) {
    return ((Compilation.Compiled) new ExpressionCompiler(SCOPE).compile(text))
        .expression()
        .evaluate(SLOTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event.zero < 0                                      | false",
        "event.zero >= 0                                     | true",
        "1 < event.zero / event.zero                         | false",
        "[event.zero / event.zero].exists(x, x == x)         | false",
        "event.zero / event.zero in [event.zero / event.zero] | false",
        "'\uFFFD' < '\uD83D\uDE00'                           | true",
        "math.round(1e300 + event.zero) == 1e300             | true",
        "math.trunc(1e300 + event.zero) == 1e300             | true",
        "duration('-1.5s') + duration('1s') == duration('-500ms') | true",
        "duration('-1.5s') - duration('1s') == duration('-2.5s')  | true",
        "'a,b'.split(',', -1) == ['a', 'b']                  | true",
        "','.split(',', -1) == ['', '']                      | true"
      })
  void followsTheSpecification(String text, boolean value) {
    assertThat(evaluate(text)).as(text).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event.zero < 0",
        "1 < event.zero / event.zero",
        "[event.zero / event.zero].exists(x, x == x)",
        "event.zero / event.zero in [event.zero / event.zero]",
        "'\uFFFD' < '\uD83D\uDE00'",
        "math.round(1e300 + event.zero) == 1e300",
        "math.trunc(1e300 + event.zero) == 1e300",
        "duration('-1.5s') + duration('1s') == duration('-500ms')",
        "duration('-1.5s') - duration('1s') == duration('-2.5s')",
        "','.split(',', -1) == ['', '']"
      })
  void departsFromTheInterpreter(String text) {
    assertThat(INTERPRETER.evaluate(text, SLOTS)).as(text).isNotEqualTo(evaluate(text));
  }

  @Test
  void comparesDoublesOfOneListAsTheInterpreterDoes() {
    String text = "[event.zero, 1.0] == [0.0, 1.0]";
    assertThat(evaluate(text)).isEqualTo(true).isEqualTo(INTERPRETER.evaluate(text, SLOTS));
    assertThat(evaluate("[event.zero]")).isEqualTo(List.of(-0.0));
  }
}
