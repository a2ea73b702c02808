package dev.freshet.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

  private static final ExpressionCompiler COMPILER = new ExpressionCompiler(scope());

  private static Scope scope() {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put("price", Scalar.DOUBLE);
    fields.put("quantity", Scalar.INT64);
    fields.put("type", Scalar.STRING);
    fields.put("tags", new ListType(Scalar.STRING));
    return Scope.ofEvent(fields);
  }

  private static List<String> faults(String text) {
    Compilation compilation = COMPILER.compile(text);
    assertThat(compilation).as(text).isInstanceOf(Compilation.Refused.class);
    return ((Compilation.Refused) compilation)
        .faults().stream()
            .map(fault -> fault.line() + ":" + fault.column() + " " + fault.message())
            .toList();
  }

  @Test
  void saysWhereTheMistakeIsAndWhatWasProbablyMeant() {
    assertThat(faults("event.price > 10.0 &&\n  evnt.type == \"a\""))
        .containsExactly("2:2 evnt is not known; did you mean event?");
    assertThat(faults("has(event.prise)"))
        .containsExactly("1:10 event has no member prise; did you mean event.price?");
    assertThat(faults("event.xyz"))
        .containsExactly("1:6 event has no member xyz; it has price, quantity, type, tags");
  }

  @Test
  void countsColumnsInCharacters() {
    assertThat(faults("event.type == \"\uD83D\uDE00\" && event.prise > 1.0"))
        .containsExactly("1:27 event has no member prise; did you mean event.price?");
  }

  @Test
  void reportsOneMistakeOnceAndEveryMistake() {
    assertThat(faults("event.prise > 1.0 && event.prise < 5.0")).hasSize(1);
    assertThat(faults("event.prise * 2.0 + double(null) + foo(event.typ) + event.price * 3"))
        .containsExactly(
            "1:6 event has no member prise; did you mean event.price?",
            "1:27 null is not supported; ask whether a member has a value with has(event.x)",
            "1:35 foo is not a function; docs/expressions.md lists the functions there are",
            "1:45 event has no member typ; did you mean event.type?",
            "1:64 * does not take double and int; write 2.0 for 2, or convert one side with"
                + " double(...) or int(...)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.type = \"a\" = \"b\"",
        "event.type ==",
        "event.type == 'a' and event.price > 1",
        "event.type == \"a",
        "(event.price > 1",
        "event.price > 1)",
        "event.tags.exists(t)",
        "event.tags.exists(event.price, true)",
        "event.tags.all(t, 1)",
        "cel.bind(x, 1, x + x)",
        "math.log(event.price)",
        "[1, \"a\"][0] == 1",
        "event.type{a: 1}",
        "event{price: 1.0}.price",
        "event.prise.matches(\"[\")",
        "event.price && true",
        "event",
        "event == event",
        "string",
        "[]",
        "{}",
        "[[1]]",
        "{1: \"a\"}",
        "{1.5: \"a\"}[1.5]",
        "event.?price",
        "event.in",
        "99999999999999999999",
        "1e999",
        "event.price.foo",
        "event.type.startsWith(1)",
        "contains(event.type, \"a\")",
        "event.type.size(1)",
        "math.least(event.price, 1)",
        "event.tags[\"a\"]",
        "event.quantity.exists(x, true)",
        "duration(\"1x\") > duration(\"1s\")",
        " "
      })
  void isOneMistake(String text) {
    assertThat(faults(text))
        .hasSize(1)
        .allSatisfy(fault -> assertThat(fault).doesNotContain("@", "%A", "_", "google", "*error*"));
  }

  @Test
  void findsMistakesBehindATypeThatCannotBeTold() {
    assertThat(faults("[1, \"a\"].exists(x, event.tags[0].matches(\"(\"))")).hasSize(1);
    assertThat(faults("event.tags[0].matches(\"(\") || event.tags[1].matches(\"[\")")).hasSize(2);
  }
}
