package dev.freshet.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peculiar values through every conversion, against CEL's own interpreter as it is. */
class EdgesTest {

  private static final Scope SCOPE = scope();
  private static final Interpreter INTERPRETER =
      new Interpreter(SCOPE, Interpreter.Manner.AS_IT_IS);
  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(SCOPE);

  private static final Map<String, Expression> EXPRESSIONS = new ConcurrentHashMap<>();

  private static Scope scope() {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put("text", Scalar.STRING);
    fields.put("integer", Scalar.INT64);
    fields.put("real", Scalar.DOUBLE);
    fields.put("time", Scalar.TIMESTAMP);
    return Scope.ofEvent(fields);
  }

  private static void compare(String text, Object... slots) {
    Expression expression =
        EXPRESSIONS.computeIfAbsent(
            text, any -> ((Compilation.Compiled) COMPILER.compile(any)).expression());
    Object expected = INTERPRETER.evaluate(text, slots);
    boolean finite = !(expected instanceof Double number) || Double.isFinite(number);
    assertThat(expression.evaluate(slots))
        .as("%s of %s", text, Arrays.toString(slots))
        .isEqualTo(finite ? expected : Expression.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-0",
        "+0",
        "-",
        "+",
        "007",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "92233720368547758070",
        "1_000",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x10",
        "\u0663",
        "1.",
        ".5",
        ".",
        "-.5e-3",
        "1e",
        "1e400",
        "1e-400",
        "NaN",
        "-Infinity",
        "Infinite",
        "nan",
        "1d",
        "1f",
        "1L",
        "0x1p3",
        "0x",
        "\t2\n",
        "1,5",
        "true",
        "TRUE",
        "True",
        "tRUE",
        "t",
        "T",
        "1",
        "yes",
        "false",
        "f",
        "n"
      })
  void readsNumbersAndTruthOutOfTexts(String text) {
    compare("int(event.text)", text, 0L, 0.0, Instant.EPOCH);
    compare("double(event.text)", text, 0L, 0.0, Instant.EPOCH);
    compare("bool(event.text)", text, 0L, 0.0, Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T23:59:59Z",
        "2023-02-29T00:00:00Z",
        "2024-02-29T23:59:59.123456789Z",
        "2024-02-29t23:59:59z",
        "2024-02-29T23:59Z",
        "2024-02-29T23:59:59",
        "2024-02-29",
        "2024-02-29T24:00:00Z",
        "2024-02-29T23:59:60Z",
        "2024-02-29T23:59:59+14:00",
        "2024-02-29T23:59:59+25:00",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59-00:01",
        "+12024-01-01T00:00:00Z",
        "0000-06-01T00:00:00Z",
        "2024-02-29T23:59:59.Z",
        "2024-02-29T23:59:59,5Z",
        "1700000000000"
      })
  void readsTimestampsOutOfTexts(String text) {
    compare("string(timestamp(event.text))", text, 0L, 0.0, Instant.EPOCH);
    compare("int(timestamp(event.text))", text, 0L, 0.0, Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-0",
        "+0",
        "1",
        "s",
        "1s",
        "-1s",
        "+1s",
        "- 1s",
        "1.5s",
        "1.s",
        ".5s",
        "1h30m15s",
        "30m1h",
        "1m1m",
        "1ms",
        "1us",
        "1µs",
        "1μs",
        "1ns",
        "0.5ns",
        "1.9999999999s",
        "1d",
        "1S",
        "1s ",
        "1sx",
        "--1s",
        "87660000h",
        "87660000h1ns",
        "87660001h",
        "315576000000s",
        "9223372036854775807ns",
        "0.333333h",
        "2562047h47m16.854775807s",
        "2562047h47m16.854775808s",
        "1e3s",
        "00001s"
      })
  void readsDurationsOutOfTexts(String text) {
    compare("string(duration(event.text))", text, 0L, 0.0, Instant.EPOCH);
    compare("duration(event.text).getSeconds()", text, 0L, 0.0, Instant.EPOCH);
    compare("duration(event.text).getMilliseconds()", text, 0L, 0.0, Instant.EPOCH);
    compare("string(event.time + duration(event.text))", text, 0L, 0.0, Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        0.49999999999999994,
        1e-300,
        0x1p53,
        0x1.fffffffffffffp62,
        0x1p63,
        -0x1p63,
        -0x1.fffffffffffffp62,
        1.7976931348623157e308,
        4.9e-324,
        100,
        1e7,
        123456789.125
      })
  void convertsDoubles(double real) {
    compare("int(event.real)", "", 0L, real, Instant.EPOCH);
    compare("string(event.real)", "", 0L, real, Instant.EPOCH);
    compare("event.real * 2.0 - event.real", "", 0L, real, Instant.EPOCH);
    compare("math.ceil(event.real)", "", 0L, real, Instant.EPOCH);
    compare("math.floor(event.real)", "", 0L, real, Instant.EPOCH);
    compare("math.sqrt(event.real)", "", 0L, real, Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        59,
        3600,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        253402300799L,
        253402300800L,
        -62135596800L,
        -62135596801L,
        (1L << 53) + 1
      })
  void convertsAndComputesWithIntegers(long integer) {
    for (String operand : new String[] {"event.integer", "2", "-1", "0", "3037000500"}) {
      for (String operator : new String[] {"+", "-", "*", "/", "%"}) {
        compare(
            "event.integer %s %s".formatted(operator, operand), "", integer, 0.0, Instant.EPOCH);
      }
    }
    compare("-event.integer", "", integer, 0.0, Instant.EPOCH);
    compare("math.abs(event.integer)", "", integer, 0.0, Instant.EPOCH);
    compare("double(event.integer)", "", integer, 0.0, Instant.EPOCH);
    compare("string(event.integer)", "", integer, 0.0, Instant.EPOCH);
    compare("string(timestamp(event.integer))", "", integer, 0.0, Instant.EPOCH);
    compare("event.integer == 9007199254740993", "", integer, 0.0, Instant.EPOCH);
    compare("event.integer <= 9007199254740992.0", "", integer, 0.0, Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "GMT",
        "Z",
        "Europe/Berlin",
        "europe/berlin",
        "America/St_Johns",
        "CET",
        "EST",
        "+05:30",
        "-05:30",
        "05:30",
        "5:30",
        "-9:30",
        "+9:30",
        "+5",
        "+18:00",
        "+18:01",
        "-18:00",
        "",
        " ",
        "Mars/Olympus",
        "1:2:3",
        "a:b",
        "UTC+1",
        "+01:60",
        "+1:5"
      })
  void knowsTheSameTimeZones(String zone) {
    for (String time : new String[] {"2024-03-31T00:59:59.999Z", "1883-11-18T12:00:00Z"}) {
      for (String part : new String[] {"getHours", "getMinutes", "getDate", "getDayOfWeek"}) {
        compare("event.time.%s(event.text)".formatted(part), zone, 0L, 0.0, Instant.parse(time));
      }
    }
  }
}
