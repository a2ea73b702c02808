package dev.freshet.features.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import dev.freshet.features.expression.ExpressionCompiler.Fault;
import dev.freshet.features.type.Timestamps;
import dev.freshet.features.type.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for users says what is so: each line of its tables is evaluated. */
class ExpressionsPageTest {

  private static final Path PAGE = Path.of("../docs/expressions.md");
  private static final Map<String, ValueType> FIELDS = new LinkedHashMap<>();
  private static final List<Object> SLOTS = new ArrayList<>();

  static {
    rows("member")
        .forEach(
            row -> {
              FIELDS.put(
                  code(row.get(0)).substring("event.".length()),
                  ValueType.parse(row.get(1)).orElseThrow());
              SLOTS.add(row.get(2).equals("no value") ? null : evaluated(code(row.get(2))));
            });
  }

  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(Scope.ofEvent(FIELDS));

  private static Stream<List<String>> examples() {
    return rows("expression")
        .filter(row -> row.get(1).startsWith("`") || row.get(1).equals("fails"));
  }

  private static Stream<List<String>> refusals() {
    return rows("expression")
        .filter(row -> !row.get(1).startsWith("`") && !row.get(1).equals("fails"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesWhatThePageSays(List<String> row) {
    Compilation compilation = COMPILER.compile(code(row.get(0)));
    if (compilation instanceof Compilation.Compiled compiled) {
      Object value = compiled.expression().evaluate(SLOTS.toArray());
      assertThat(value == Expression.FAILED ? "fails" : "`" + written(value) + "`")
          .isEqualTo(row.get(1));
    } else {
      fail(compilation.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isRefusedAsThePageSays(List<String> row) {
    Compilation compilation = COMPILER.compile(code(row.get(0)));
    assertThat(compilation).isInstanceOf(Compilation.Refused.class);
    assertThat(((Compilation.Refused) compilation).faults())
        .extracting(Fault::message)
        .containsExactly(row.get(1));
  }

  @Test
  void hasAnExampleOfEveryFunction() {
    String expressions = examples().map(row -> code(row.get(0))).collect(Collectors.joining("\n"));

    assertThat(FunctionNames.ALL).allMatch(name -> expressions.contains(name + "("));
  }

  /** The rows of all tables whose first column has that title. */
  private static Stream<List<String>> rows(String title) {
    List<List<String>> rows = new ArrayList<>();
    boolean within = false;
    for (String line : lines()) {
      if (!line.startsWith("|")) {
        within = false;
      } else if (within && !line.startsWith("|---")) {
        rows.add(cells(line));
      } else if (line.startsWith("| " + title + " |")) {
        within = true;
      }
    }
    assertThat(rows).as("rows under " + title).isNotEmpty();
    return rows.stream();
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("(?<!\\\\)\\|"))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  private static String code(String cell) {
    assertThat(cell).startsWith("`").endsWith("`");
    return cell.substring(1, cell.length() - 1);
  }

  /** A value is written as a literal, a time without its function. */
  private static Object evaluated(String literal) {
    if (literal.matches("\\d{4}-.*")) {
      return Instant.parse(literal);
    }
    Compilation compiled = new ExpressionCompiler(new Scope(Map.of())).compile(literal);
    return ((Compilation.Compiled) compiled).expression().evaluate(new Object[0]);
  }

  private static String written(Object value) {
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    if (value instanceof Instant instant) {
      return Timestamps.format(instant);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> written(item)).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<Object, Object>(map)
          .entrySet().stream()
              .map(entry -> written(entry.getKey()) + ": " + written(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    return value.toString();
  }
}
